package io.github.throttled.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;

class OriginTest {

    @ParameterizedTest
    @CsvSource({
        "http://shop.example/a?b#c,        http,  shop.example, 80",
        "HTTPS://Shop.Example,             https, shop.example, 443",
        "https://user@shop.example:8443/a, https, shop.example, 8443",
        "http://[::1]:80/,                 http,  [::1],        80",
        "ftp://shop.example/,              ftp,   shop.example, -1",
        "/a,                               '',    '',           -1"
    })
    void an_origin_is_scheme_host_and_port(String address, String scheme, String host, int port) {
        assertThat(Origin.of(URI.create(address))).isEqualTo(new Origin(scheme, host, port));
    }
}
