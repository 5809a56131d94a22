package io.github.throttled.internal.store.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.store.SharedMap;
import io.github.throttled.internal.store.SharedMapContract;
import io.github.throttled.internal.store.SharedMaps;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Boards of one node keep the contract. */
class LocalSharedMapTest extends SharedMapContract {

    private final SharedMaps sharedMaps = new LocalSharedMaps(System::currentTimeMillis);
    private final SharedMaps others = new LocalSharedMaps(System::currentTimeMillis);

    @Override
    protected SharedMaps here() {
        return sharedMaps;
    }

    @Override
    protected SharedMaps there() {
        return sharedMaps;
    }

    @Override
    protected SharedMaps ofAnotherApplication() {
        return others;
    }

    @Test
    void the_time_of_an_entry_begins_anew_when_it_is_put_again() {
        AtomicLong clock = new AtomicLong();
        SharedMap<String> map = new LocalSharedMaps(clock::get).texts("a", Duration.ofSeconds(10));
        map.put("old", "1");
        map.put("new", "1");
        clock.set(8_000);
        map.put("new", "1");

        clock.set(12_000);

        assertThat(map.all()).containsOnlyKeys("new");
    }
}
