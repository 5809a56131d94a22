package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodeLogTest {

    private static final String JOINED =
            "2026-11-28 10:00:00.000 INFO    com.hazelcast.internal.cluster.ClusterService: joined\n";

    private static final String HAZELCASTS_OWN =
            """
            2026-11-28 10:00:01.000 SEVERE  com.hazelcast.spi.impl.operationservice.impl.OperationRunnerImpl: NormalResponse already responseReceived
            com.hazelcast.spi.impl.operationservice.impl.ResponseAlreadySentException: NormalResponse
            \tat com.hazelcast.spi.impl.operationservice.impl.Invocation.sendResponse(Invocation.java:1)
            """;

    private static final String A_CLASS_OF_OURS =
            """
            2026-11-28 10:00:02.000 SEVERE  com.hazelcast.spi.impl.operationservice.impl.OperationRunnerImpl: cannot read
            java.lang.ClassNotFoundException: io.github.throttled.Decision
            \tat java.base/java.net.URLClassLoader.findClass(URLClassLoader.java:445)
            """;

    private static final String OURS =
            "2026-11-28 10:00:03.000 SEVERE  io.github.throttled: the store has gone\n";

    private static final String OF_THE_SERVER =
            "2026-11-28 10:00:04.000 SEVERE  jakarta.enterprise.web: cannot invoke the servlet\n";

    private static final String WARNING_WITH_A_STACK_TRACE =
            """
            2026-11-28 10:00:05.000 WARNING io.github.throttled: a call failed
            java.lang.IllegalStateException: closed
            \tat io.github.throttled.internal.engine.Limiter.decide(Limiter.java:1)
            """;

    @Test
    void what_hazelcast_reports_about_itself_is_no_error_of_the_application() {
        String log = JOINED + HAZELCASTS_OWN + JOINED;

        assertThat(NodeLog.errors(log)).isEmpty();
        assertThat(NodeLog.errorsAndStackTraces(log)).isEmpty();
    }

    @Test
    void an_error_of_the_application_or_of_the_server_is_found_between_those_of_hazelcast() {
        String log = HAZELCASTS_OWN + OURS + HAZELCASTS_OWN + OF_THE_SERVER + JOINED;

        assertThat(NodeLog.errors(log)).containsExactly(OURS, OF_THE_SERVER);
    }

    @Test
    void what_hazelcast_reports_about_a_class_of_ours_is_found() {
        assertThat(NodeLog.errors(HAZELCASTS_OWN + A_CLASS_OF_OURS))
                .containsExactly(A_CLASS_OF_OURS);
    }

    @Test
    void a_stack_trace_below_a_warning_is_found_where_stack_traces_are_forbidden() {
        String log = JOINED + WARNING_WITH_A_STACK_TRACE + JOINED;

        assertThat(NodeLog.errors(log)).isEmpty();
        assertThat(NodeLog.errorsAndStackTraces(log)).containsExactly(WARNING_WITH_A_STACK_TRACE);
    }

    @Test
    void an_error_in_a_line_that_no_logger_has_formatted_is_found() {
        String line = "[main] ERROR some.Library - it does not start\n";

        assertThat(NodeLog.errors(line + JOINED)).containsExactly(line);
    }
}
