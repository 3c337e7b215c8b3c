package io.sillok.job.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7,                             203.0.113.7",
        "::ffff:203.0.113.7,                      203.0.113.7",
        "::FFFF:cb00:7107,                        203.0.113.7",
        "0:0:0:0:0:ffff:203.0.113.7,              203.0.113.7",
        "203.0.113.7:51234,                       203.0.113.7",
        "2001:db8:1:2:3:4:5:6,                    2001:db8:1:2::/64",
        "2001:0DB8:0001:0002:0:0:0:1,             2001:db8:1:2::/64",
        "2001:db8:1:2::ffff,                      2001:db8:1:2::/64",
        "[2001:db8:1:2::9]:443,                   2001:db8:1:2::/64",
        "[2001:db8:1:2::9],                       2001:db8:1:2::/64",
        "fe80::1%eth0,                            fe80::/64",
        "64:ff9b::203.0.113.7,                    64:ff9b::/64",
        "::1,                                     ::/64",
        "::,                                      ::/64",
        "1:2:3:4:5:6:7::,                         1:2:3:4::/64",
    })
    void oneClientIsOneHoweverItIsWritten(String written, String client) {
        assertThat(ClientAddress.client(written, 64)).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:DB8:0:0:1:0:0:1,   128, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1,   128, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1,     128, 2001:0:0:1::1",
        "::ffff:203.0.113.7,     128, 203.0.113.7",
        "2001:db8:1234:5678::1,  48,  2001:db8:1234::/48",
        "2001:db8:1234:5678::1,  56,  2001:db8:1234:5600::/56",
        "2001:db8:1234:5678::1,  61,  2001:db8:1234:5678::/61",
        "2001:db8:1234:567f::1,  61,  2001:db8:1234:5678::/61",
    })
    void aNetworkHasAsManyBitsAsTheConfigSays(String written, int prefix, String client) {
        assertThat(ClientAddress.client(written, prefix)).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "unix:",
                "localhost",
                "shop.example.com",
                "203.0.113",
                "203.0.113.256",
                "203.0.113.7.1",
                "010.0.0.1",
                "0x7f.0.0.1",
                "2130706433",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                ":::",
                ":1",
                "1:",
                "12345::",
                "g::1",
                "::256.0.0.1",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "[2001:db8::1",
                "[]",
                "2001:db8::1/64",
                "***",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::1 ::2",
                "\u0661::1",
                "203.0.113.7, 198.51.100.1",
            })
    void whatIsNoAddressStaysAsItIs(String written) {
        assertThat(ClientAddress.client(written, 64)).isEqualTo(written);
    }

    @Test
    void agreesWithThePlatformOnAllForms() throws UnknownHostException {
        Random random = new Random(Long.getLong("seed", 7));
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[16];
            for (int group = 0; group < 8; group++) {
                int value = random.nextInt(3) == 0 ? random.nextInt(1 << 16) : random.nextInt(2);
                bytes[2 * group] = (byte) (value >> 8);
                bytes[2 * group + 1] = (byte) value;
            }
            InetAddress address = InetAddress.getByAddress(bytes);
            String client = ClientAddress.client(address.getHostAddress(), 128);

            // a literal is never looked up
            assertThat(InetAddress.getByName(client)).isEqualTo(address);
            if (address instanceof Inet6Address) {
                assertThat(ClientAddress.client(client, 128)).isEqualTo(client);
                assertThat(ClientAddress.client(client.toUpperCase(java.util.Locale.ROOT), 128))
                        .isEqualTo(client);
            }
        }
    }

    @Test
    void whatIsLongOrOddTakesNoTime() {
        for (String part : new String[] {":", "1:", "::", ".", "1.", "[", "%", "f"}) {
            String odd = part.repeat(20_000);
            assertThat(ClientAddress.client(odd, 64)).isEqualTo(odd);
        }
    }
}
