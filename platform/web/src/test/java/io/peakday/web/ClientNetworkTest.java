package io.peakday.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientNetworkTest {
    @Test
    void anIpv6AddressCountsByTheNetworkOfOneLineAndAnIpv4AddressByItself() throws Exception {
        String one = ClientNetwork.of("2001:db8:1:2:aaaa::1");
        assertThat(ClientNetwork.of("2001:db8:1:2:ffff:ffff:ffff:ffff")).isEqualTo(one);
        assertThat(ClientNetwork.of(InetAddress.getByName("2001:db8:1:2::7"))).isEqualTo(one);
        assertThat(ClientNetwork.of("2001:db8:1:3::1")).isNotEqualTo(one);
        assertThat(ClientNetwork.of("fe80::1%eth0")).isEqualTo(ClientNetwork.of("fe80::2"));
        assertThat(ClientNetwork.of("198.51.100.7")).isEqualTo("198.51.100.7");
        assertThat(ClientNetwork.of("::ffff:198.51.100.7")).isEqualTo("198.51.100.7");
    }

    @Test
    void whatIsNoAddressIsOneCallerOfBoundedLength() {
        for (String text : List.of("unknown", "_hidden", "a:b", "", "x".repeat(64))) {
            assertThat(ClientNetwork.of(text)).isEqualTo(text);
        }
        assertThat(ClientNetwork.of("y".repeat(5_000))).hasSize(64);
        assertThat(ClientNetwork.of(":".repeat(5_000))).hasSize(64);
    }
}
