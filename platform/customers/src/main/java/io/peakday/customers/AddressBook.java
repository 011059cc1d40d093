package io.peakday.customers;

import static io.peakday.identity.Rows.uuid;

import io.peakday.engines.Database;
import io.peakday.kernel.Failure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** The addresses a customer keeps. */
final class AddressBook {
    private static final int MAX_ADDRESSES = 50;

    private final Database database;

    AddressBook(Database database) {
        this.database = database;
    }

    List<CustomerAddress> list(UUID customerId) {
        return database.sql()
                .sql("select * from identity.address where customer_id = ? order by preferred desc, id")
                .param(customerId)
                .query(AddressBook::address)
                .list();
    }

    /** Creates or replaces the entry with this id; the first one is preferred in any case. */
    void put(UUID customerId, CustomerAddress address) {
        database.run(() -> {
            lock(customerId);
            List<CustomerAddress> present = list(customerId);
            boolean isNew = present.stream().noneMatch(known -> known.id().equals(address.id()));
            if (isNew && present.size() >= MAX_ADDRESSES) {
                throw Failure.conflict(
                        "identity.too-many-addresses", "An address book holds " + MAX_ADDRESSES + " addresses.");
            }
            boolean preferred = address.preferred() || present.isEmpty();
            if (preferred) {
                database.sql()
                        .sql("update identity.address set preferred = false where customer_id = ? and preferred")
                        .param(customerId)
                        .update();
            }
            database.sql()
                    .sql("""
                            insert into identity.address (customer_id, id, recipient, line1, line2, postcode, city, region,
                                                          country, phone, preferred)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                            on conflict (customer_id, id) do update
                               set recipient = excluded.recipient, line1 = excluded.line1, line2 = excluded.line2,
                                   postcode = excluded.postcode, city = excluded.city, region = excluded.region,
                                   country = excluded.country, phone = excluded.phone, preferred = excluded.preferred""")
                    .params(
                            customerId,
                            address.id(),
                            address.recipient(),
                            address.line1(),
                            address.line2(),
                            address.postcode(),
                            address.city(),
                            address.region(),
                            address.country(),
                            address.phone(),
                            preferred)
                    .update();
        });
    }

    boolean remove(UUID customerId, UUID addressId) {
        return database.sql()
                        .sql("delete from identity.address where customer_id = ? and id = ?")
                        .params(customerId, addressId)
                        .update()
                == 1;
    }

    /** Two tabs that save at once must not both become the preferred address, or the fifty-first. */
    private void lock(UUID customerId) {
        boolean exists = database.sql()
                .sql("select id from identity.customer where id = ? and deleted_at is null for update")
                .param(customerId)
                .query(UUID.class)
                .optional()
                .isPresent();
        if (!exists) {
            throw Customers.nobody();
        }
    }

    private static CustomerAddress address(ResultSet row, int n) throws SQLException {
        return new CustomerAddress(
                uuid(row, "id"),
                row.getString("recipient"),
                row.getString("line1"),
                row.getString("line2"),
                row.getString("postcode"),
                row.getString("city"),
                row.getString("region"),
                row.getString("country"),
                row.getString("phone"),
                row.getBoolean("preferred"));
    }
}
