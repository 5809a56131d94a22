package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/** What a cluster calls, its nodes call together. */
class CallsOfTwoNodesIT {

    @Test
    void a_rest_client_is_limited_over_all_nodes() throws Exception {
        List<Integer> ports = freePorts();
        try (PayaraMicro one = node(ports, 0);
                PayaraMicro other = node(ports, 1)) {
            assertThat(other.log()).containsPattern("Throttled counts for .* members: 2");
            Client client = Client.of(one.application("calls"));
            Client onOther = client.on(other.application("calls"));

            assertThat(client.admitted(1, "shop/stock?isbn=shared")).isEqualTo(1);
            assertThat(onOther.admitted(3, "shop/stock?isbn=shared")).isEqualTo(1);
            assertThat(client.admitted(3, "shop/stock?isbn=shared")).isZero();

            assertThat(client.get("warehouse/calls/shared").body()).isEqualTo("1");
            assertThat(onOther.get("warehouse/calls/shared").body()).isEqualTo("1");
        }
    }

    private static PayaraMicro node(List<Integer> ports, int which) throws Exception {
        return PayaraMicro.start(
                Wars.calls(),
                "--clustername",
                "calls-" + ports.get(0),
                "--clustermode",
                "tcpip:127.0.0.1:%d,127.0.0.1:%d".formatted(ports.get(0), ports.get(1)),
                "--startport",
                ports.get(which).toString(),
                "--nohostaware");
    }

    private static List<Integer> freePorts() throws IOException {
        try (ServerSocket one = freePort();
                ServerSocket other = freePort()) {
            return List.of(one.getLocalPort(), other.getLocalPort());
        }
    }

    private static ServerSocket freePort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
