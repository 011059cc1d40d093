package io.peakday.mail;

import io.peakday.engines.Database;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.NodeRoles;
import io.peakday.engines.PeriodicTask;
import io.peakday.engines.SchemaMigration;
import io.peakday.events.Subscriptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the mails. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailSettings.class)
public class MailModule implements ModuleDescriptor {
    public static final SchemaMigration SCHEMA = new SchemaMigration("notify", "db/notify");

    @Override
    public String name() {
        return "mail";
    }

    /** What modules bring is to be sent, whichever of them a node has. */
    @Override
    public boolean everywhere() {
        return true;
    }

    /** The mails of a replayed event are sent by the nodes, not by the command that replays it. */
    @Override
    public Map<String, Object> implied(NodeRoles node) {
        return Map.of("peakday.notify.send", node.worker() && !node.command());
    }

    @Override
    public List<SchemaMigration> schemas() {
        return List.of(SCHEMA);
    }

    @Override
    public boolean offline() {
        return true;
    }

    @Bean
    Mailbox mailbox(Database database, InstantSource clock, ObjectProvider<OpenRecipients> open) {
        return new Mailbox(database, clock, recipient -> open.stream().anyMatch(one -> one.isOpen(recipient)));
    }

    @Bean
    MailQueue mailQueue(Database database, MailSettings settings) {
        return new MailQueue(database, settings);
    }

    /** What the modules bring. */
    @Bean
    Subscriptions mailSubscriptions(ObjectProvider<EventMails> mails, MailQueue queue) {
        return new Subscriptions(mails.stream().map(one -> one.into(queue)).toList());
    }

    @Bean
    MailPeople mailPeople(Database database, InstantSource clock) {
        return new MailPeople(database, clock);
    }

    /** Soon: what is mailed last to somebody who was erased must not lie about for long. */
    @Bean
    PeriodicTask forgetMails(MailPeople people) {
        return new PeriodicTask("notify.forget", Duration.ofSeconds(30), people::prune);
    }

    /** Starts and stops with the application's context, after the schemas are migrated. */
    @Bean
    MailDelivery mailDelivery(
            MailSettings settings,
            Mailbox mailbox,
            MailQueue queue,
            ObjectProvider<MailLinks> links,
            InstantSource clock) {
        return new MailDelivery(settings, mailbox, queue, links.stream().toList(), clock);
    }

    @Bean
    PeriodicTask pruneMails(MailQueue queue, Mailbox mailbox, MailSettings settings, InstantSource clock) {
        return new PeriodicTask("notify.prune", Duration.ofHours(6), () -> {
            queue.prune();
            mailbox.prune(clock.instant().minus(settings.keep()));
        });
    }
}
