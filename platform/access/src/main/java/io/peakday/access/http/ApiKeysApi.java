package io.peakday.access.http;

import static io.peakday.web.OptionalText.given;

import io.peakday.access.AccessPermissions;
import io.peakday.access.ApiKeyView;
import io.peakday.access.ApiKeys;
import io.peakday.identity.Permission;
import io.peakday.identity.Requires;
import io.peakday.kernel.Failure;
import io.swagger.v3.oas.annotations.tags.Tag;
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

/**
 * API keys, with which other programs call this API: {@code Authorization: Bearer pk_…}. A key belongs to a member of staff and may do what
 * it was given, as far as its owner may do that, too.
 */
@RestController
@Tag(name = "API keys")
@RequestMapping("/api/v1/admin/api-keys")
@Requires(AccessPermissions.Names.STAFF_MANAGE)
final class ApiKeysApi {
    /**
     * An API key to be created.
     *
     * @param name what it is for, 1 to 80 characters
     * @param scopes what it may do at most; at least one permission, all of them held by whoever asks
     * @param expiresAt when it ends, in the future; null: when it is revoked
     */
    record NewKey(
            @Nullable String name,
            @Nullable Set<Permission> scopes,
            @Nullable Instant expiresAt) {}

    /**
     * An API key just created.
     *
     * @param key what is kept of it
     * @param secret the whole key, {@code pk_…}; shown this once
     */
    record CreatedKey(ApiKeyView key, String secret) {}

    /**
     * Who is to own an API key.
     *
     * @param owner the id of a member of staff; null: the member who asks
     */
    record Adoption(@Nullable UUID owner) {}

    private final ApiKeys keys;

    ApiKeysApi(ApiKeys keys) {
        this.keys = keys;
    }

    /**
     * Lists all API keys, the newest first.
     *
     * <p>Revoked and expired ones, too; at most 1,000.
     *
     * @return the keys, without their secrets
     */
    @GetMapping
    List<ApiKeyView> listApiKeys() {
        return keys.list();
    }

    /**
     * Creates an API key.
     *
     * <p>It belongs to the member of staff who asks. A key that is created with a key belongs to that one's owner, and does nothing any more
     * once that one is revoked or has expired.
     *
     * @param body the key's name and what it may do
     * @return the key with its secret, which is shown this once
     * @throws Failure {@code identity.bad-api-key} (400) if a field is missing or wrong; every wrong field is named
     * @throws Failure {@code identity.scope-too-wide} (403) if it may do more than whoever asks
     * @throws Failure {@code identity.no-api-key} (404) if the key that asks was revoked a moment ago
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    CreatedKey createApiKey(@RequestBody NewKey body) {
        Set<Permission> scopes = body.scopes() == null ? Set.of() : body.scopes();
        if (scopes.stream().anyMatch(java.util.Objects::isNull)) {
            throw Failure.invalid("identity.bad-api-key", "A scope must not be null.");
        }
        ApiKeys.Created created = keys.create(given(body.name()), scopes, body.expiresAt());
        return new CreatedKey(created.key(), created.secret());
    }

    /**
     * Lists the API keys that work and have no owner, the oldest first.
     *
     * <p>They are from before owners were recorded, and should be adopted or revoked. At most 1,000.
     *
     * @return the keys, without their secrets
     */
    @GetMapping("/unowned")
    List<ApiKeyView> listUnownedApiKeys() {
        return keys.unowned();
    }

    /**
     * Makes a member of staff the owner of an API key.
     *
     * <p>From then on the key ends with that member's rights, and no longer with those of its owner before, or of the key it was created
     * with. Both the new owner and whoever asks must hold all that the key was given.
     *
     * @param id the key's id
     * @param body the new owner
     * @return the key, with its new owner
     * @throws Failure {@code identity.owner-required} (400) if no owner is named and whoever asks is no member of staff
     * @throws Failure {@code identity.beyond-your-rights} (403) if the key may do more than whoever asks
     * @throws Failure {@code identity.no-api-key} (404) if there is no such key, or it was revoked
     * @throws Failure {@code identity.owner-lacks-rights} (409) if the new owner may not sign in, or may do less than the key
     */
    @PostMapping("/{id}/adopt")
    ApiKeyView adoptApiKey(@PathVariable UUID id, @RequestBody Adoption body) {
        return keys.adopt(id, body.owner());
    }

    /**
     * Revokes an API key, permanently.
     *
     * <p>It does nothing any more within seconds, and neither do the keys that were created with it.
     *
     * @param id the key's id
     * @throws Failure {@code identity.beyond-your-rights} (403) if the key is another's and may do more than whoever asks
     * @throws Failure {@code identity.no-api-key} (404) if there is no such key, or it was revoked before
     */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeApiKey(@PathVariable UUID id) {
        if (!keys.revoke(id)) {
            throw Failure.notFound("identity.no-api-key", "There is no such key, or it was revoked before.");
        }
    }
}
