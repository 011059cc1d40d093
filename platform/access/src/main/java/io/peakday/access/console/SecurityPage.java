package io.peakday.access.console;

import io.peakday.access.AuthenticatorApps;
import io.peakday.access.FactorConfirmation;
import io.peakday.access.SecondFactorView;
import io.peakday.access.SecondFactors;
import io.peakday.access.StaffSession;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.Frame;
import io.peakday.consolekit.Refusal;
import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.kernel.Failure;
import io.peakday.ui.Form;
import io.peakday.ui.Html;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** The page about the second factors of the member of staff who is signed in, as the answer to each of its forms. */
public final class SecurityPage {
    static final String PATH = "/console/account/security";

    private final SecondFactors factors;
    private final FactorConfirmation confirmation;
    private final Answers answers;
    private final ConsoleContext context;
    private final Html html;

    SecurityPage(
            SecondFactors factors,
            FactorConfirmation confirmation,
            Answers answers,
            ConsoleContext context,
            Html html) {
        this.factors = factors;
        this.confirmation = confirmation;
        this.answers = answers;
        this.context = context;
        this.html = html;
    }

    /**
     * What the page shows.
     *
     * @param frame null for a member who may open nothing else yet
     * @param required whether the store asks everybody for a second factor
     * @param confirmed whether factors may be changed now
     * @param passkeysWork whether this browser has passkeys for this store
     * @param asked which form was refused
     * @param fresh what is shown once
     */
    public record View(
            @Nullable Frame frame,
            ZoneId zone,
            StaffSession me,
            SecondFactorView factors,
            boolean required,
            boolean confirmed,
            boolean passkeysWork,
            Form form,
            String asked,
            Fresh fresh) {
        /** The form if it is this one that was refused. */
        public Form form(String name) {
            return asked.equals(name) ? form : Form.EMPTY;
        }
    }

    /**
     * What is shown this once.
     *
     * @param codes new recovery codes; empty for none
     * @param setup of a new app; null for none
     */
    public record Fresh(List<String> codes, AuthenticatorApps.@Nullable Setup setup) {
        static final Fresh NONE = new Fresh(List.of(), null);

        /** The picture for the app. */
        public QrCode picture() {
            return QrCode.of(setup == null ? "" : setup.uri());
        }

        /** The codes as a file. */
        public String file() {
            String text =
                    "Recovery codes for the Peakday console. Each works once.\n\n" + String.join("\n", codes) + "\n";
            return "data:text/plain;charset=utf-8,"
                    + URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }
    }

    /** A factor is added: shows the new recovery codes if there are any. */
    ResponseEntity<byte[]> added(HttpServletRequest request, List<String> codes, String done) {
        return codes.isEmpty()
                ? Html.see(PATH + "?done=" + done)
                : page(request, HttpStatus.OK, Form.EMPTY, "", new Fresh(codes, null));
    }

    /** Removes a factor. */
    ResponseEntity<byte[]> removed(HttpServletRequest request, Runnable change) {
        try {
            change.run();
        } catch (Failure failure) {
            return refused(request, failure, Form.EMPTY, "");
        }
        return Html.see(PATH + "?done=factor-removed");
    }

    /** Shows what this makes, once. */
    ResponseEntity<byte[]> shown(HttpServletRequest request, Supplier<Fresh> work) {
        try {
            return page(request, HttpStatus.OK, Form.EMPTY, "", work.get());
        } catch (Failure failure) {
            return refused(request, failure, Form.EMPTY, "");
        }
    }

    /** @param asked which form was refused; empty for none in particular */
    ResponseEntity<byte[]> refused(HttpServletRequest request, Failure failure, Form form, String asked) {
        return page(request, Refusal.of(failure).status(), form.failed(failure), asked, Fresh.NONE);
    }

    ResponseEntity<byte[]> page(HttpServletRequest request, HttpStatus status, Form form, String asked, Fresh fresh) {
        StaffSession me = StaffSession.current();
        Frame frame = CurrentActor.get() instanceof Actor.Staff
                ? context.frame(request, "account", "Security").problem(asked.isEmpty() ? form.problem() : null)
                : null;
        View view = new View(
                frame,
                ConsoleContext.zone(request),
                me,
                factors.of(me.staffId()),
                factors.isRequired(),
                confirmation.until(me).isPresent(),
                answers.party(request).isPresent(),
                form,
                asked,
                fresh);
        return html.page(status, "access/security", view);
    }
}
