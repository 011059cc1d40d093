package io.peakday.audit.console;

import io.peakday.audit.ActorNames;
import io.peakday.audit.Audit;
import io.peakday.audit.AuditPermissions;
import io.peakday.consolekit.ConsoleConfiguration;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.MenuEntry;
import io.peakday.consolekit.MenuGroup;
import io.peakday.ui.Html;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;

/** The page about who did what. */
@ConsoleConfiguration
public class AuditConsole {
    @Bean
    MenuEntry auditMenu() {
        return new MenuEntry(
                MenuGroup.RUN.at(40), "audit", "Audit log", "/console/audit", "history", AuditPermissions.AUDIT_READ);
    }

    @Bean
    AuditController consoleAudit(Audit audit, ObjectProvider<ActorNames> names, ConsoleContext context) {
        return new AuditController(audit, names.orderedStream().toList(), context, Html.of(AuditConsole.class));
    }
}
