package io.peakday.notify;

import io.peakday.customers.CustomerEvents;
import io.peakday.customers.Erasures;
import io.peakday.customers.PersonalData;
import io.peakday.customers.PersonalExport;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.events.Subscription;
import io.peakday.eventsadmin.EventsAdminModule;
import io.peakday.idempotency.WithoutIdempotencyKey;
import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.IdentitySettings;
import io.peakday.identity.LinkTokens;
import io.peakday.identity.PermissionModule;
import io.peakday.mail.MailModule;
import io.peakday.mail.MailPeople;
import io.peakday.mail.MailQueue;
import io.peakday.mail.Mailbox;
import io.peakday.notify.console.MailboxConsole;
import io.peakday.orders.Orders;
import io.peakday.orders.OrdersModule;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Wires what people see of mails: the mailbox and the queue for staff, and the requests of guests. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdentitySettings.class)
@Import(MailboxConsole.class)
public class NotifyModule implements PermissionModule {
    @Override
    public String name() {
        return "notify";
    }

    /** Mails are sent again by those who may have events handled again: events-admin declares that permission. */
    @Override
    public List<Class<? extends ModuleDescriptor>> needs() {
        return List.of(EventsAdminModule.class, MailModule.class, OrdersModule.class);
    }

    @Override
    public List<DeclaredPermission> permissions() {
        return NotifyPermissions.DECLARED;
    }

    @Override
    public boolean offline() {
        return true;
    }

    /** Whose mails they are. Ordered: what was a guest's is the customer's before it is forgotten. */
    @Bean
    Subscription mailPeopleFollowed(MailPeople people) {
        return Subscription.durable("notify.people")
                .on(
                        CustomerEvents.EMAIL_VERIFIED,
                        received -> people.claim(
                                received.payload().customerId(),
                                received.payload().email()))
                .on(
                        CustomerEvents.DELETED,
                        received -> people.forget(received.payload().customerId()));
    }

    @Bean
    PersonalData mailData(MailPeople people, Orders orders) {
        return new MailData(people, orders);
    }

    @Bean
    GuestLinks guestLinks(LinkTokens tokens, InstantSource clock) {
        return new GuestLinks(tokens, clock);
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

    @Bean
    MailsApi mailsApi(Mailbox mailbox, MailQueue queue) {
        return new MailsApi(mailbox, queue);
    }
}
