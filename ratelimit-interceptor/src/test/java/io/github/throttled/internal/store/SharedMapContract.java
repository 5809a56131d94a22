package io.github.throttled.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.store.hazelcast.Grid;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** What boards promise, whatever they are made of. */
public abstract class SharedMapContract {

    private final String name = "board-" + UUID.randomUUID();

    /** The application's boards on one node. */
    protected abstract SharedMaps here();

    /** The same application's on another node, or the same ones if there is but one node. */
    protected abstract SharedMaps there();

    /** Another application's, as near to {@link #here} as can be. */
    protected abstract SharedMaps ofAnotherApplication();

    @Test
    void what_is_put_on_it_is_there_for_all_nodes() {
        here().texts(name, Duration.ZERO).putAll(Map.of("a", "1", "b", "2"));
        there().texts(name, Duration.ZERO).put("b", "3");

        assertThat(here().texts(name, Duration.ZERO).all())
                .containsExactlyInAnyOrderEntriesOf(Map.of("a", "1", "b", "3"));
        assertThat(there().texts(name, Duration.ZERO).all())
                .containsExactlyInAnyOrderEntriesOf(Map.of("a", "1", "b", "3"));
    }

    @Test
    void what_is_taken_off_is_gone_for_all_nodes() {
        here().numbers(name, Duration.ZERO).put("a", new long[] {1, 2});
        there().numbers(name, Duration.ZERO).remove("a");
        there().numbers(name, Duration.ZERO).remove("never there");

        assertThat(here().numbers(name, Duration.ZERO).all()).isEmpty();
    }

    @Test
    void texts_and_numbers_of_one_name_are_apart_and_so_are_applications() {
        here().texts(name, Duration.ZERO).put("a", "1");

        assertThat(here().numbers(name, Duration.ZERO).all()).isEmpty();
        assertThat(ofAnotherApplication().texts(name, Duration.ZERO).all()).isEmpty();
    }

    @Test
    void who_listens_hears_of_each_change_on_any_node() {
        AtomicInteger heard = new AtomicInteger();
        SharedMap<String> map = here().texts(name, Duration.ZERO);
        map.onChange(heard::incrementAndGet);

        there().texts(name, Duration.ZERO).put("a", "1");
        Grid.await(() -> heard.get() == 1);
        there().texts(name, Duration.ZERO).put("a", "2");
        Grid.await(() -> heard.get() == 2);
        there().texts(name, Duration.ZERO).remove("a");
        Grid.await(() -> heard.get() == 3);
    }

    @Test
    void what_nobody_puts_again_expires_if_it_shall() {
        SharedMap<String> map = here().texts(name, Duration.ofSeconds(1));
        map.put("a", "1");
        here().texts(name, Duration.ZERO).put("b", "1");

        Grid.await(() -> map.all().isEmpty());
        assertThat(here().texts(name, Duration.ZERO).all()).containsKey("b");
    }
}
