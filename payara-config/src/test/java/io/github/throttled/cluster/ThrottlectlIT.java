package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;

/** The console for the command line, as an operator types it. */
@ExtendWith(ClusterExtension.class)
class ThrottlectlIT {

    private static final String POLICY = "demo";
    private static final String LIMIT = "throttled.policy.demo.limit";

    @Test
    void it_shows_nodes_and_policies(Cluster cluster) throws IOException, InterruptedException {
        String overview = run(cluster, "overview").expect(0);

        assertThat(overview).contains("example", "3 members", POLICY, "login-per-ip");
        assertThat(overview).contains(cluster.nodes().stream().map(Node::name).toList());
    }

    @Test
    void it_changes_a_limit_and_undoes_it(Cluster cluster)
            throws IOException, InterruptedException {
        String lowered = "40/day";

        run(cluster, "limit", POLICY, lowered).expect(0);
        assertThat(run(cluster, "overrides").expect(0)).contains(LIMIT, lowered, "olivia");
        assertThat(run(cluster, "overrides", "properties").expect(0))
                .isEqualToIgnoringNewLines(LIMIT + "=" + lowered);
        assertThat(run(cluster, "config", LIMIT).expect(0)).contains(lowered);

        run(cluster, "undo", POLICY).expect(0);
        assertThat(run(cluster, "overrides").expect(0)).doesNotContain(lowered);
        assertThat(run(cluster, "audit").expect(0)).contains("override", "undo", LIMIT, lowered);
    }

    @Test
    void it_exports_each_override_on_a_line_of_its_own(Cluster cluster)
            throws IOException, InterruptedException {
        String mode = "throttled.policy.demo.mode";
        run(cluster, "limit", POLICY, "40/day").expect(0);
        run(cluster, "mode", POLICY, "dry-run").expect(0);

        String exported = run(cluster, "overrides", "properties").expect(0);

        run(cluster, "undo", POLICY).expect(0);
        assertThat(exported.lines()).containsExactly(LIMIT + "=40/day", mode + "=dry-run");
    }

    @Test
    void it_changes_a_mode_and_undoes_it(Cluster cluster) throws IOException, InterruptedException {
        run(cluster, "mode", POLICY, "dry-run").expect(0);
        String changed = line(run(cluster, "overview").expect(0), POLICY);
        run(cluster, "undo", "throttled.policy.demo.mode").expect(0);

        assertThat(changed).contains("dry-run", "yes");
        assertThat(line(run(cluster, "overview").expect(0), POLICY)).contains("enforce");
    }

    @Test
    void it_shows_bans_and_resets_a_key(Cluster cluster) throws IOException, InterruptedException {
        String policy = "login-per-user";
        String user = UUID.randomUUID().toString();
        String key = Login.failuresOf(user);
        assertThat(login(cluster, user)).isEqualTo(401);

        assertThat(run(cluster, "key", policy, key).expect(0)).contains(" 4 ");
        run(cluster, "ban", policy, key, "5m").expect(0);
        assertThat(run(cluster, "key", policy, key).expect(0)).contains("banned until");
        assertThat(login(cluster, user)).isEqualTo(429);

        run(cluster, "unban", policy, key).expect(0);
        assertThat(login(cluster, user)).isEqualTo(401);
        run(cluster, "reset", policy, key).expect(0);
        assertThat(run(cluster, "key", policy, key).expect(0)).contains(" 5 ");
        assertThat(run(cluster, "top", policy).expect(0)).contains("KEY", "CALLS");
        assertThat(run(cluster, "advice", policy).expect(0)).contains("QUOTA", "CALLERS");
    }

    @Test
    void it_says_what_is_wrong(Cluster cluster) throws IOException, InterruptedException {
        assertThat(run(cluster, "limit", POLICY, "often").expect(1)).contains(LIMIT, "often");
        assertThat(run(cluster, "limit", "nothing", "1/day").expect(1))
                .contains("there is no policy 'nothing'");
        assertThat(run(cluster, "dance").expect(2)).contains("there is no command 'dance'");
        assertThat(run(cluster, Login.ALICE, "overview").expect(1)).startsWith("throttlectl: ");
    }

    /** The status of an attempt to log in as a user that does not exist. */
    private static int login(Cluster cluster, String user)
            throws IOException, InterruptedException {
        HttpRequest.Builder login =
                HttpRequest.newBuilder(cluster.nodes().get(0).uri("/api/login"))
                        .header("Content-Type", "application/json")
                        .header(Counter.HEADER, user)
                        .POST(BodyPublishers.ofString("{\"user\": \"" + user + "\"}"));
        return Shop.send(login).statusCode();
    }

    private static String line(String table, String name) {
        return table.lines().filter(line -> line.startsWith(name + " ")).findAny().orElseThrow();
    }

    private static Throttlectl.Run run(Cluster cluster, String... arguments)
            throws IOException, InterruptedException {
        return run(cluster, Login.OLIVIA, arguments);
    }

    private static Throttlectl.Run run(Cluster cluster, Login login, String... arguments)
            throws IOException, InterruptedException {
        return new Throttlectl(cluster.nodes().get(0), login).run(arguments);
    }
}
