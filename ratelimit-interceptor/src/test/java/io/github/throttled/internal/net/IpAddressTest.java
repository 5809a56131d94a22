package io.github.throttled.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.0.0.0",
        "127.0.0.1, 127.0.0.1",
        "192.0.2.1, 192.0.2.1",
        "255.255.255.255, 255.255.255.255",
        "::, ::",
        "::1, ::1",
        "0:0:0:0:0:0:0:1, ::1",
        "1::, 1::",
        "2001:DB8::A, 2001:db8::a",
        "2001:0db8:0000:0000:0000:0000:0000:0001, 2001:db8::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "1:0:0:4:5:6:7:8, 1::4:5:6:7:8",
        "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "::1.2.3.4, ::102:304",
        "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
        "fe80::1%eth0, fe80::1",
        "fe80::1%1, fe80::1",
        "fe80::1%a::b, fe80::1",
    })
    void literal_has_one_canonical_text(String literal, String canonical) {
        assertThat(IpAddress.parse(literal)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.3.4",
                "::ffff:1.2.3.4",
                "::FFFF:1.2.3.4",
                "::ffff:102:304",
                "::ffff:0102:0304",
                "0:0:0:0:0:ffff:1.2.3.4",
                "0:0:0:0:0:ffff:102:304",
                "0000:0000:0000:0000:0000:ffff:0102:0304",
                "0::ffff:1.2.3.4",
                "::0:ffff:102:304",
                "::ffff:1.2.3.4%eth0",
            })
    void mapped_address_is_ipv4_in_every_notation(String notation) {
        assertThat(IpAddress.parse(notation)).hasToString("1.2.3.4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "example.com",
                "127.1",
                "2130706433",
                "0x7f.1",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "01.2.3.4",
                "1.2.3.00",
                "1.2.3",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "1.2.3.4.",
                "1.2.3.4.5",
                "1.2.3.256",
                "1.2.3.1000",
                "1.2.3.-4",
                "1.2.3.+4",
                "1.2.3.4 ",
                " 1.2.3.4",
                "1.2.3.4%eth0",
                "1.2.3.4:80",
                "1.2.3.4/32",
                "\u0661.2.3.4",
                "\uff11.2.3.4",
                ":",
                ":::",
                "1:",
                ":1",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:",
                ":1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "1::2:3:4:5:6:7:8",
                "1::2::3",
                "1:::2",
                "::12345",
                "::g",
                "::\u0661",
                "::-1",
                "[::1]",
                "[::1]:80",
                "::1/64",
                "::1%",
                "%eth0",
                "::ffff:1.2.3",
                "::ffff:1.2.3.256",
                "::ffff:01.2.3.4",
                "::ffff:127.1",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::ffff:2130706433",
                "::1 ",
            })
    void other_text_is_no_address(String text) {
        assertThat(IpAddress.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.255, 32, 192.0.2.255",
        "192.0.2.255, 31, 192.0.2.254",
        "192.0.2.255, 24, 192.0.2.0",
        "192.0.2.255, 1, 128.0.0.0",
        "192.0.2.255, 0, 0.0.0.0",
        "::ffff:192.0.2.255, 24, 192.0.2.0",
        "2001:db8:1:2:3:4:5:6, 128, 2001:db8:1:2:3:4:5:6",
        "2001:db8:1:2:3:4:5:6, 65, 2001:db8:1:2::",
        "2001:db8:1:2:ffff::, 65, 2001:db8:1:2:8000::",
        "2001:db8:1:2:3:4:5:6, 64, 2001:db8:1:2::",
        "2001:db8:1:2:3:4:5:6, 63, 2001:db8:1:2::",
        "2001:db8:1:3:3:4:5:6, 63, 2001:db8:1:2::",
        "2001:db8:1:2:3:4:5:6, 48, 2001:db8:1::",
        "ffff::1, 1, 8000::",
        "ffff::1, 0, ::",
    })
    void network_keeps_the_first_bits(String address, int prefixBits, String network) {
        assertThat(IpAddress.parse(address).network(prefixBits)).hasToString(network);
    }
}
