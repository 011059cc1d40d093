package io.peakday.server.whole;

import io.peakday.demo.DemoLogins;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Somebody of the staff, signed in at a node's API. */
public final class Staff extends Caller {
    private Staff(String url) {
        super(url);
    }

    public static Staff owner(String url) {
        Staff owner = new Staff(url);
        owner.post("/api/v1/admin/session", """
                        {"email":"%s","password":"%s"}""".formatted(DemoLogins.OWNER, DemoLogins.PASSWORD))
                .ok();
        return owner;
    }

    /** The subjects of the mails in the mailbox to this address, newest first. */
    public List<String> mailsTo(String address) {
        List<String> subjects = new ArrayList<>();
        for (JsonNode mail : received(address)) {
            subjects.add(mail.get("subject").asString());
        }
        return subjects;
    }

    /** The text of the newest mail to this address whose subject begins so. */
    public String mail(String address, String subject) {
        for (JsonNode mail : received(address)) {
            if (mail.get("subject").asString().startsWith(subject)) {
                return post("/api/v1/admin/mailbox/" + mail.get("id").asString() + "/reveal", "{}")
                        .ok()
                        .get("text")
                        .asString();
            }
        }
        return "";
    }

    private JsonNode received(String address) {
        return get("/api/v1/admin/mailbox?limit=200&q=" + address).ok().get("items");
    }

    public JsonNode order(String number) {
        return get("/api/v1/admin/orders/" + number).ok();
    }

    public JsonNode order(UUID id) {
        return order(id.toString());
    }
}
