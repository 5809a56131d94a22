package io.github.throttled.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.hazelcast.core.Hazelcast;

import io.github.throttled.policy.Beans;
import io.github.throttled.policy.PolicyCatalog;
import io.github.throttled.policy.Problems;
import io.smallrye.config.SmallRyeConfigBuilder;

import org.junit.jupiter.api.Test;

import java.util.Map;

class ThrottlingTest {

    /** Has a member whose maps cannot be compared. */
    private static final Map<String, String> UNUSABLE =
            Map.of(
                    "throttled.application", "shop",
                    "throttled.store", "hazelcast",
                    "throttled.hazelcast.config", "classpath:unusable-member.xml",
                    "throttled.policy.orders.limit", "5/minute");

    @Test
    void aDeploymentThatFailsLeavesNoMemberRunning() {
        Problems problems = new Problems();
        PolicyCatalog catalog =
                PolicyCatalog.read(
                        new SmallRyeConfigBuilder().withDefaultValues(UNUSABLE).build(),
                        Beans.NONE,
                        problems);
        assertThat(problems.isEmpty()).isTrue();

        assertThatIllegalStateException()
                .isThrownBy(() -> Throttling.open(catalog, new GridBean(), new Resolvers()))
                .withMessageContaining("in-memory-format OBJECT");

        assertThat(Hazelcast.getHazelcastInstanceByName("unusable-member")).isNull();
    }
}
