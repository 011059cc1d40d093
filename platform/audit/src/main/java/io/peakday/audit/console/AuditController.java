package io.peakday.audit.console;

import io.peakday.audit.ActorNames;
import io.peakday.audit.Audit;
import io.peakday.audit.AuditEntry;
import io.peakday.audit.AuditPermissions;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.Frame;
import io.peakday.consolekit.Query;
import io.peakday.identity.Requires;
import io.peakday.ui.Html;
import io.peakday.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who did what, and whether anybody has touched the log since. */
@RestController
@RequestMapping("/console/audit")
@Requires(AuditPermissions.Names.AUDIT_READ)
public final class AuditController {
    private static final int PAGE = 100;

    private final Audit audit;
    private final List<ActorNames> names;
    private final ConsoleContext context;
    private final Html html;

    public AuditController(Audit audit, List<ActorNames> names, ConsoleContext context, Html html) {
        this.audit = audit;
        this.names = List.copyOf(names);
        this.context = context;
        this.html = html;
    }

    /** The list, names for the actors in it, and a verdict where one was asked for. */
    public record View(
            Frame frame,
            Query query,
            Page<AuditEntry> page,
            Map<String, String> names,
            Audit.@Nullable Verdict verdict) {
        public String who(AuditEntry entry) {
            return names.getOrDefault(entry.actor(), entry.actor());
        }

        public boolean intact() {
            return verdict instanceof Audit.Verdict.Intact;
        }

        public String title() {
            return switch (verdict) {
                case null -> "";
                case Audit.Verdict.Intact intact -> "The log is intact";
                case Audit.Verdict.Broken broken ->
                    switch (broken.deed()) {
                        case CHANGED -> "The log was tampered with: a row was changed";
                        case REMOVED -> "The log was tampered with: rows were removed";
                        case INSERTED -> "The log was tampered with: rows were added";
                        case REWRITTEN -> "The log was tampered with: it was rewritten";
                        case TRUNCATED -> "The log was tampered with: its end was cut off";
                        case ROLLED_BACK -> "An older copy is in the log's place";
                        case RECORD_CHANGED -> "The record of the log's heads was changed";
                        case KEY_MISSING -> "The log cannot be verified here: a key is missing";
                    };
            };
        }

        /** What verifying found, in a sentence. */
        public String finding() {
            return switch (verdict) {
                case null -> "";
                case Audit.Verdict.Intact intact ->
                    intact.rows() + " rows: every one is as it was written, in order, and none is missing. "
                            + (intact.unkeyedUpTo() == 0
                                    ? ""
                                    : "Unkeyed up to " + intact.unkeyedUpTo()
                                            + ": those are from before the chain had a key. ")
                            + (intact.forgottenUpTo() == 0
                                    ? ""
                                    : "Rows up to " + intact.forgottenUpTo() + " were forgotten on purpose. ")
                            + (intact.unsealed() == 0 ? "" : intact.unsealed() + " are not sealed yet. ")
                            + "Heads recorded outside of the database that it passes through: " + intact.comparedHeads()
                            + ". Head " + intact.headHash() + ".";
                case Audit.Verdict.Broken broken ->
                    "The chain breaks at row " + broken.seq() + ": " + broken.reason()
                            + (broken.deed() == Audit.Deed.REWRITTEN || broken.deed() == Audit.Deed.KEY_MISSING
                                    ? ""
                                    : " Everything before it is as it was written.");
            };
        }
    }

    @GetMapping
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        return page(request, null);
    }

    @PostMapping("/verify")
    ResponseEntity<byte[]> verify(HttpServletRequest request) {
        return page(request, audit.verify());
    }

    private ResponseEntity<byte[]> page(HttpServletRequest request, Audit.@Nullable Verdict verdict) {
        Query query = Query.of("/console/audit")
                .with("actor", request.getParameter("actor"))
                .with("subject", request.getParameter("subject"))
                .with("cursor", request.getParameter("cursor"));
        Frame frame = context.frame(request, "audit", "Audit log");
        Map<String, String> known = new HashMap<>();
        names.forEach(some -> known.putAll(some.names()));
        Page<AuditEntry> page =
                audit.page(given(query.value("actor")), given(query.value("subject")), query.value("cursor"), PAGE);
        return html.page("audit/page", new View(frame, query, page, known, verdict));
    }

    private static @Nullable String given(String text) {
        return text.isEmpty() ? null : text;
    }
}
