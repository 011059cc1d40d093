package io.peakday.access.http;

import static io.peakday.web.OptionalText.given;

import io.peakday.access.AccessPermissions;
import io.peakday.access.ApiKeyView;
import io.peakday.access.ApiKeys;
import io.peakday.identity.Permission;
import io.peakday.identity.Requires;
import io.peakday.kernel.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** API keys, for the store's owner. */
@RestController
@RequestMapping("/api/v1/admin/api-keys")
@Requires(AccessPermissions.Names.STAFF_MANAGE)
final class ApiKeysApi {
    record NewKey(
            @Nullable String name,
            @Nullable Set<Permission> scopes,
            @Nullable Instant expiresAt) {}

    /** @param secret the whole key; shown this once */
    record CreatedKey(ApiKeyView key, String secret) {}

    /** @param owner a member of staff; null: who asks */
    record Adoption(@Nullable UUID owner) {}

    private final ApiKeys keys;

    ApiKeysApi(ApiKeys keys) {
        this.keys = keys;
    }

    @GetMapping
    List<ApiKeyView> list() {
        return keys.list();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    CreatedKey create(@RequestBody NewKey body) {
        Set<Permission> scopes = body.scopes() == null ? Set.of() : body.scopes();
        if (scopes.stream().anyMatch(java.util.Objects::isNull)) {
            throw Failure.invalid("identity.bad-api-key", "A scope must not be null.");
        }
        ApiKeys.Created created = keys.create(given(body.name()), scopes, body.expiresAt());
        return new CreatedKey(created.key(), created.secret());
    }

    /** Keys that nobody answers for: they work, and should be adopted or revoked. */
    @GetMapping("/unowned")
    List<ApiKeyView> unowned() {
        return keys.unowned();
    }

    /** Whoever owns a key afterwards must hold all that it was given, and so must whoever asks. */
    @PostMapping("/{id}/adopt")
    ApiKeyView adopt(@PathVariable UUID id, @RequestBody Adoption body) {
        return keys.adopt(id, body.owner());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable UUID id) {
        if (!keys.revoke(id)) {
            throw Failure.notFound("identity.no-api-key", "There is no such key, or it was revoked before.");
        }
    }
}
