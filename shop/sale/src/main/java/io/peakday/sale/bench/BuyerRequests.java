package io.peakday.sale.bench;

import io.peakday.benchkit.HttpConnection;
import io.peakday.customers.bench.Buyers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The claims of many buyers, with the tokens of their sessions, made beforehand so that a measured second holds none of that. */
final class BuyerRequests {
    private static final UUID NONE = new UUID(0, 0);

    private final byte[][] requests;
    private final int saleAt;

    BuyerRequests(Buyers buyers, String host) {
        requests = new byte[buyers.count()][];
        for (int i = 0; i < requests.length; i++) {
            requests[i] = claim(buyers, host, NONE, i);
        }
        saleAt = new String(requests[0], StandardCharsets.ISO_8859_1).indexOf(NONE.toString());
    }

    /** What one buyer sends to claim a unit at that host. */
    static byte[] claim(Buyers buyers, String host, UUID sale, int buyer) {
        return HttpConnection.request(
                "POST",
                "/api/v1/sales/" + sale + "/claim",
                host,
                "{}",
                "Content-Type: application/json",
                "Accept: application/json",
                buyers.cookie(buyer));
    }

    /** What that buyer sends to claim a unit of that sale. */
    byte[] claim(int buyer, UUID sale) {
        byte[] request = requests[buyer].clone();
        byte[] id = sale.toString().getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(id, 0, request, saleAt, id.length);
        return request;
    }
}
