package io.peakday.console.audit;

import io.peakday.console.desk.Desk;
import io.peakday.console.desk.Frame;
import io.peakday.console.desk.Query;
import io.peakday.identity.Audit;
import io.peakday.identity.AuditEntry;
import io.peakday.identity.Permission;
import io.peakday.identity.Requires;
import io.peakday.identity.StaffMembers;
import io.peakday.ui.Html;
import io.peakday.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who did what, and whether anybody has touched the log since. */
@RestController
@RequestMapping("/console/audit")
@Requires(Permission.AUDIT_READ)
public final class AuditController {
    private static final int PAGE = 100;

    private final Audit audit;
    private final StaffMembers staff;
    private final Desk desk;
    private final Html html;

    public AuditController(Audit audit, StaffMembers staff, Desk desk, Html html) {
        this.audit = audit;
        this.staff = staff;
        this.desk = desk;
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

        /** What verifying found, in a sentence. */
        public String finding() {
            return switch (verdict) {
                case null -> "";
                case Audit.Verdict.Intact intact ->
                    intact.rows() + " rows read: every one is as it was written, in order, and none is missing. Head "
                            + intact.headHash() + ".";
                case Audit.Verdict.Broken broken ->
                    "The chain breaks at row " + broken.seq() + ": " + broken.reason()
                            + " Everything before it is as it was written.";
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
        Frame frame = desk.frame(request, "audit", "Audit log");
        Map<String, String> names = staff.list().stream()
                .collect(Collectors.toMap(member -> "staff:" + member.id(), member -> member.name()));
        Page<AuditEntry> page =
                audit.page(given(query.value("actor")), given(query.value("subject")), query.value("cursor"), PAGE);
        return html.page("audit/page", new View(frame, query, page, names, verdict));
    }

    private static @Nullable String given(String text) {
        return text.isEmpty() ? null : text;
    }
}
