package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.it.mapper.Api;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URL;
import java.net.http.HttpResponse;

/** An application's own answer to rejections, and an application that lists its classes. */
@ExtendWith(ArquillianExtension.class)
class OwnMapperIT {

    @ArquillianResource URL application;

    @Deployment(testable = false)
    static WebArchive shop() {
        return Wars.of(
                Api.class.getPackage(),
                "throttled.policy.loose.limit=5/day",
                "throttled.policy.loose.key=header:X-Test",
                "throttled.policy.tight.limit=1/day",
                "throttled.policy.tight.strategy=sliding-log",
                "throttled.policy.tight.key=header:X-Test");
    }

    @ParameterizedTest
    @CsvSource({"shop, ShopResource.throttled", "shop/till, Till.pay"})
    void its_mapper_replaces_ours(String path, String policy) {
        Client client = Client.of(application);
        assertThat(client.admitted(2, path)).isEqualTo(1);

        HttpResponse<String> refusal = client.get(path);

        assertThat(refusal.statusCode()).isEqualTo(429);
        assertThat(refusal.body()).isEqualTo("not so fast, says " + policy);
    }

    @Test
    void a_refused_request_still_tells_when_to_come_back() {
        Client client = Client.of(application);
        client.get("shop/two-policies");

        HttpResponse<String> refusal = client.get("shop/two-policies");

        assertThat(refusal.body()).isEqualTo("not so fast, says tight");
        assertThat(refusal.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(86_300L, 86_400L);
        assertThat(refusal.headers().allValues("RateLimit-Policy"))
                .containsExactly("\"loose\";q=5;w=86400, \"tight\";q=1;w=86400");
    }
}
