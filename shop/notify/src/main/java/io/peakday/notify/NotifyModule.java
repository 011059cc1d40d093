package io.peakday.notify;

import io.peakday.engines.Database;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.NodeRoles;
import io.peakday.engines.PeriodicTask;
import io.peakday.engines.SchemaMigration;
import io.peakday.events.Subscription;
import io.peakday.identity.Customers;
import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.Erasures;
import io.peakday.identity.IdentitySettings;
import io.peakday.identity.LinkTokens;
import io.peakday.identity.PermissionModule;
import io.peakday.identity.PersonalData;
import io.peakday.identity.PersonalExport;
import io.peakday.notify.console.MailboxConsole;
import io.peakday.orders.Orders;
import io.peakday.orders.OrdersModule;
import io.peakday.sale.SaleModule;
import io.peakday.sale.Sales;
import io.peakday.web.WithoutIdempotencyKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Wires the mails. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({NotifySettings.class, IdentitySettings.class})
@Import(MailboxConsole.class)
public class NotifyModule implements PermissionModule {
    public static final SchemaMigration SCHEMA = new SchemaMigration("notify", "db/notify");

    @Override
    public String name() {
        return "notify";
    }

    /** What a replayed event tells by mail is sent by the nodes, not by the command that replays it. */
    @Override
    public Map<String, Object> implied(NodeRoles node) {
        return Map.of("peakday.notify.send", node.worker() && !node.command());
    }

    @Override
    public List<Class<? extends ModuleDescriptor>> needs() {
        return List.of(SaleModule.class, OrdersModule.class);
    }

    @Override
    public List<SchemaMigration> schemas() {
        return List.of(SCHEMA);
    }

    @Override
    public List<DeclaredPermission> permissions() {
        return NotifyPermissions.DECLARED;
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
    MailQueue mailQueue(Database database, InstantSource clock, NotifySettings settings) {
        return new MailQueue(database, clock, settings);
    }

    @Bean
    MailPeople mailPeople(Database database, InstantSource clock) {
        return new MailPeople(database, clock);
    }

    @Bean
    Mails mails(MailQueue queue, MailPeople people, IdentitySettings identity) {
        return new Mails(queue, people, identity.publicUrl());
    }

    @Bean
    Subscription orderMails(Mails mails) {
        return mails.aboutOrders();
    }

    @Bean
    Subscription accountMails(Mails mails) {
        return mails.aboutAccounts();
    }

    @Bean
    Subscription saleMails(
            MailQueue queue, Customers customers, Sales sales, IdentitySettings identity, InstantSource clock) {
        return new SaleMails(queue, customers, sales, identity.publicUrl(), clock).aboutSales();
    }

    @Bean
    Subscription mailPeopleFollowed(Mails mails) {
        return mails.aboutPeople();
    }

    @Bean
    PersonalData mailData(MailPeople people, Orders orders) {
        return new MailData(people, orders);
    }

    @Bean
    GuestLinks guestLinks(LinkTokens tokens, InstantSource clock) {
        return new GuestLinks(tokens, clock);
    }

    /** Of the mails about accounts. */
    @Bean
    MailLinks accountLinks(LinkTokens tokens) {
        return new AccountLinks(tokens);
    }

    @Bean
    GuestRequests guestRequests(
            MailQueue queue,
            MailPeople people,
            Orders orders,
            Erasures erasures,
            PersonalExport export,
            GuestLinks links,
            InstantSource clock,
            IdentitySettings identity) {
        return new GuestRequests(queue, people, orders, erasures, export, links, clock, identity.publicUrl());
    }

    /** What is handed out is not kept. */
    @Bean
    WithoutIdempotencyKey guestExportsAreNotKept() {
        return new WithoutIdempotencyKey("/api/v1/privacy/requests/export");
    }

    @Bean
    GuestRequestsApi guestRequestsApi(GuestRequests requests) {
        return new GuestRequestsApi(requests);
    }

    /** Soon: what is told last to somebody who was erased must not lie about for long. */
    @Bean
    PeriodicTask forgetMails(MailPeople people) {
        return new PeriodicTask("notify.forget", Duration.ofSeconds(30), people::prune);
    }

    /** Starts and stops with the application's context, after the schemas are migrated. */
    @Bean
    MailDelivery mailDelivery(
            NotifySettings settings,
            Mailbox mailbox,
            MailQueue queue,
            ObjectProvider<MailLinks> links,
            InstantSource clock) {
        return new MailDelivery(settings, mailbox, queue, links.stream().toList(), clock);
    }

    @Bean
    PeriodicTask pruneMails(MailQueue queue, Mailbox mailbox, NotifySettings settings, InstantSource clock) {
        return new PeriodicTask("notify.prune", Duration.ofHours(6), () -> {
            queue.prune();
            mailbox.prune(clock.instant().minus(settings.keep()));
        });
    }

    @Bean
    MailsApi mailsApi(Mailbox mailbox, MailQueue queue) {
        return new MailsApi(mailbox, queue);
    }
}
