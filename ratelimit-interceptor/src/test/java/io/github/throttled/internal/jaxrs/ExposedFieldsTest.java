package io.github.throttled.internal.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

class ExposedFieldsTest {

    private final MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>();

    @BeforeEach
    void write_fields() {
        headers.putSingle("RateLimit-Policy", "\"p\";q=5;w=60");
        headers.putSingle("RateLimit", "\"p\";r=0;t=12");
        headers.putSingle("Retry-After", "12");
    }

    @Test
    void the_fields_that_there_are_may_be_read_by_whom_the_response_is_for() {
        headers.putSingle("Access-Control-Allow-Origin", "https://shop.example");

        assertThat(exposed()).containsExactly("Retry-After, RateLimit-Policy, RateLimit");
    }

    @Test
    void a_servlet_filter_may_have_allowed_it() {
        ExposedFields.expose(headers, true, List.of("X-Page"));

        assertThat(headers.get("Access-Control-Expose-Headers"))
                .containsExactly("X-Page, Retry-After, RateLimit-Policy, RateLimit");
    }

    @Test
    void a_response_to_the_own_origin_exposes_nothing() {
        assertThat(exposed()).isNull();
    }

    @Test
    void what_is_exposed_already_stays_and_is_not_repeated() {
        headers.putSingle("Access-Control-Allow-Origin", "*");
        headers.put(
                "Access-Control-Expose-Headers", List.of("X-Page, ratelimit", "X-Total, X-Page"));

        assertThat(exposed())
                .containsExactly("X-Page, ratelimit, X-Total, Retry-After, RateLimit-Policy");
    }

    @Test
    void a_response_without_our_fields_is_left_alone() {
        headers.clear();
        headers.putSingle("Access-Control-Allow-Origin", "*");

        assertThat(exposed()).isNull();
    }

    private List<Object> exposed() {
        ExposedFields.expose(headers, false, List.of());
        return headers.get("Access-Control-Expose-Headers");
    }
}
