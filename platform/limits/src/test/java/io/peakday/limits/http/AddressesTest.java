package io.peakday.limits.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AddressesTest {
    private final Addresses addresses =
            new Addresses(Networks.of("exempt", List.of("127.0.0.0/8", "::1/128", "10.1.2.0/23", "2001:db8:7::/48")));

    @Test
    void anAddressIsExemptIfItLiesInOneOfTheNetworks() {
        for (String free :
                List.of("127.0.0.1", "127.9.9.9", "::1", "0:0:0:0:0:0:0:1", "10.1.3.255", "2001:db8:7:1::9")) {
            assertThat(addresses.of(free).exempt()).as(free).isTrue();
        }
        for (String counted :
                List.of("128.0.0.1", "::2", "10.1.4.0", "10.1.1.255", "2001:db8:8::1", "not an address")) {
            assertThat(addresses.of(counted).exempt()).as(counted).isFalse();
        }
    }

    @Test
    void anIpv6AddressCountsByTheNetworkOfOneLineAndAnIpv4AddressByItself() {
        String one = addresses.of("2001:db8:1:2:aaaa::1").key();
        assertThat(addresses.of("2001:db8:1:2:bbbb::9").key()).isEqualTo(one);
        assertThat(addresses.of("2001:db8:1:3::1").key()).isNotEqualTo(one);
        assertThat(addresses.of("fe80::1%eth0").key())
                .isEqualTo(addresses.of("fe80::2").key());
        assertThat(addresses.of("198.51.100.7").key()).isEqualTo("198.51.100.7");
        assertThat(addresses.of("::ffff:198.51.100.7").key()).isEqualTo("198.51.100.7");
    }

    @Test
    void whatIsNoNetworkIsRefusedByName() {
        for (String wrong : List.of("10.0.0.0/33", "localhost", "10.0.0.0/x", "10.0.0/8/8", "::/129")) {
            assertThatThrownBy(() -> Networks.of("peakday.limits.exempt", List.of(wrong)))
                    .as(wrong)
                    .hasMessageContaining("peakday.limits.exempt: '" + wrong + "'");
        }
    }
}
