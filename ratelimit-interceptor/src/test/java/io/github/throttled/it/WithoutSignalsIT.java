package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.it.signals.Api;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/**
 * An application that sees neither MicroProfile Metrics nor Health nor OpenTelemetry: Payara shows
 * it the classes of Jakarta EE and of the packages that it names, and no others.
 */
class WithoutSignalsIT {

    private static final String NAMED =
            """
            <!DOCTYPE glassfish-web-app PUBLIC "-//GlassFish.org//DTD GlassFish Application Server 3.1 Servlet 3.0//EN" "http://glassfish.org/dtds/glassfish-web-app_3_0-1.dtd">
            <glassfish-web-app>
                <whitelist-package>org.eclipse.microprofile.config</whitelist-package>
                <whitelist-package>org.eclipse.krazo</whitelist-package>
                <whitelist-package>com.hazelcast</whitelist-package>
                <whitelist-package>org.jboss.weld</whitelist-package>
                <whitelist-package>org.glassfish</whitelist-package>
                <whitelist-package>org.jvnet</whitelist-package>
                <whitelist-package>jdk</whitelist-package>
                <whitelist-package>sun</whitelist-package>
            </glassfish-web-app>
            """;

    @Test
    void it_deploys_and_its_limits_hold() throws Exception {
        WebArchive application =
                Wars.of(Api.class.getPackage(), Wars.SIGNALS)
                        .addAsWebInfResource(new StringAsset(NAMED), "glassfish-web.xml");
        try (PayaraMicro server = PayaraMicro.start(application, "--nocluster")) {
            Client client = Client.of(server.application("signals"));
            assertThat(client.get("sees?type=org.eclipse.microprofile.config.Config").body())
                    .isEqualTo("true");
            for (String absent :
                    new String[] {
                        "org.eclipse.microprofile.metrics.MetricRegistry",
                        "org.eclipse.microprofile.health.HealthCheck",
                        "io.opentelemetry.api.OpenTelemetry"
                    }) {
                assertThat(client.get("sees?type=" + absent).body()).as(absent).isEqualTo("false");
            }

            assertThat(client.admitted(5, "limited")).isEqualTo(2);

            assertThat(client.getFromServer("health/ready").body()).doesNotContain("throttled");
            assertThat(client.getFromServer("metrics").body()).doesNotContain("throttled");
            assertThat(server.log())
                    .contains("Throttled counts for application 'signals'")
                    .doesNotContain("NoClassDefFoundError")
                    .doesNotContain("Could not publish metrics");
        }
    }
}
