package io.peakday.problems;

import io.peakday.kernel.Failure;
import io.peakday.kernel.Fault;
import io.peakday.kernel.FieldError;
import jakarta.servlet.ServletException;
import jakarta.validation.ConstraintViolationException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.transaction.TransactionException;
import org.springframework.validation.BindingResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestCookieException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** What an exception means to the caller: whose fault it is, under which stable code, and what to do about it. */
final class ExceptionMapper {
    /** SQL states that say that a value of the caller's cannot be stored: too long, out of range, not text. */
    private static final Set<String> UNSTORABLE = Set.of("22001", "22003", "22007", "22008", "22021", "22P05");

    private ExceptionMapper() {}

    static Failure of(Throwable error) {
        return switch (error) {
            case Failure failure -> failure;
            case HttpMessageConversionException e -> Unreadable.meaning(e);
            case HandlerMethodValidationException e -> invalid(fields(e));
            case ConstraintViolationException e -> invalid(fields(e));
            case BindingResult e -> invalid(fields(e));
            case MissingServletRequestParameterException e -> missing(e.getParameterName());
            case MissingServletRequestPartException e -> missing(e.getRequestPartName());
            case MissingRequestHeaderException e -> missing(e.getHeaderName());
            case MissingRequestCookieException e -> missing(e.getCookieName());
            case ServletRequestBindingException e -> bad("web.bad-request", "This request lacks something it needs.");
            case MethodArgumentTypeMismatchException e -> mismatch(e.getName());
            case TypeMismatchException e -> mismatch(e.getPropertyName());
            case HttpRequestMethodNotSupportedException e ->
                bad("web.method-not-allowed", "This address does not take " + shown(e.getMethod()) + '.');
            case HttpMediaTypeNotSupportedException e ->
                bad("web.unsupported-media-type", "This address does not take bodies of that content type.");
            case HttpMediaTypeNotAcceptableException e ->
                bad("web.not-acceptable", "This address cannot answer with any of the accepted content types.");
            case NoResourceFoundException e -> nothingHere();
            case NoHandlerFoundException e -> nothingHere();
            case MaxUploadSizeExceededException e -> bad("web.body-too-large", "This upload is too large.");
            case MultipartException e -> bad("web.bad-multipart", "This multipart body cannot be read.");
            case InvalidParameterException e ->
                e.getErrorCode() == 413
                        ? bad("web.body-too-large", "This form is too large.")
                        : bad("web.bad-parameters", "The parameters of this request cannot be read.");
            case SocketTimeoutException e -> tooSlow();
            case ClientAbortException e when e.getCause() instanceof SocketTimeoutException -> tooSlow();
            case BadRequestException e ->
                bad("web.malformed-body", "This body is not well-formed: it does not keep to its transfer encoding.");
            case ErrorResponse e -> byStatus(e.getStatusCode().value(), error);
            case DataAccessException e -> database(e);
            case TransactionException e -> unavailable(e);
            case ServletException e when e.getCause() != null -> of(e.getCause());
            default -> internal(error);
        };
    }

    /** What a bare status means, for answers that the container made. */
    static Failure byStatus(int status, @Nullable Throwable error) {
        return switch (status) {
            case 401 ->
                new Failure(Fault.UNAUTHENTICATED, "web.unauthenticated", "Please sign in first.", List.of(), error);
            case 403 -> Failure.forbidden("web.forbidden", "Access denied.");
            case 404 -> nothingHere();
            case 405 -> bad("web.method-not-allowed", "This address does not take that method.");
            case 406 -> bad("web.not-acceptable", "This address cannot answer with any of the accepted content types.");
            case 408 -> tooSlow();
            case 409 -> Failure.conflict("web.conflict", "This does not fit the present state.");
            case 413 -> bad("web.body-too-large", "This request is too large.");
            case 414 -> bad("web.uri-too-long", "This address is too long.");
            case 415 -> bad("web.unsupported-media-type", "This address does not take bodies of that content type.");
            case 429 -> new Failure(Fault.TOO_MANY, "web.too-many-requests", "Too many requests.", List.of(), error);
            case 431 -> bad("web.headers-too-large", "The headers of this request are too large.");
            case 503 -> Failure.unavailable("web.unavailable", "This is not available just now.", error);
            default -> status < 500 ? bad("web.bad-request", "This request cannot be understood.") : internal(error);
        };
    }

    private static Failure database(DataAccessException error) {
        if (error instanceof ConcurrencyFailureException) {
            return Failure.unavailable(
                    "database.busy", "Somebody else changed this just now; please try again.", error);
        }
        if (error instanceof DataAccessResourceFailureException || error instanceof TransientDataAccessException) {
            return unavailable(error);
        }
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                if (state != null && UNSTORABLE.contains(state)) {
                    return new Failure(
                            Fault.INVALID,
                            "web.unstorable-value",
                            "A value of this request is too long, out of range or not text.",
                            List.of(),
                            error);
                }
                if (state != null && (state.startsWith("08") || state.startsWith("57P") || state.startsWith("53"))) {
                    return unavailable(error);
                }
            }
        }
        return internal(error);
    }

    private static Failure unavailable(Throwable error) {
        return Failure.unavailable(
                "database.unavailable", "The database does not answer just now; please try again shortly.", error);
    }

    private static Failure internal(@Nullable Throwable error) {
        return Failure.internal("web.internal", "An unexpected error.", error);
    }

    private static Failure bad(String code, String message) {
        return Failure.invalid(code, message);
    }

    private static Failure tooSlow() {
        return bad("web.too-slow", "This request came too slowly, and nothing was done. Please send it again.");
    }

    private static Failure nothingHere() {
        return Failure.notFound("web.not-found", "There is nothing at this address.");
    }

    private static Failure missing(String name) {
        return invalid(List.of(new FieldError(shown(name), "required", shown(name) + " is required.")));
    }

    private static Failure mismatch(@Nullable String name) {
        String field = name == null ? "value" : shown(name);
        return invalid(List.of(new FieldError(field, "wrong-type", field + " is not of the right type or format.")));
    }

    private static Failure invalid(List<FieldError> fields) {
        return Failure.invalid("web.invalid", "Some values of this request are not allowed.", fields);
    }

    private static List<FieldError> fields(BindingResult result) {
        return result.getFieldErrors().stream()
                .map(e -> new FieldError(
                        e.getField(),
                        e.isBindingFailure() ? "wrong-type" : "invalid",
                        e.getField()
                                + (e.isBindingFailure()
                                        ? " is not of the right type or format."
                                        : " " + e.getDefaultMessage() + '.')))
                .toList();
    }

    private static List<FieldError> fields(HandlerMethodValidationException error) {
        return error.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream().map(e -> {
                    String name = e instanceof org.springframework.validation.FieldError field
                            ? field.getField()
                            : String.valueOf(result.getMethodParameter().getParameterName());
                    return new FieldError(name, "invalid", name + " " + e.getDefaultMessage() + '.');
                }))
                .toList();
    }

    private static List<FieldError> fields(ConstraintViolationException error) {
        return error.getConstraintViolations().stream()
                .map(v -> new FieldError(
                        v.getPropertyPath().toString(), "invalid", v.getPropertyPath() + " " + v.getMessage() + '.'))
                .toList();
    }

    /** A name that the caller may have made up, cut to what is fit to show. */
    private static String shown(String name) {
        return name.length() > 60 ? name.substring(0, 60) : name;
    }
}
