package io.github.throttled.internal.store.hazelcast;

import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Opens one object for each name. Opening asks the grid and may take long: it delays only callers
 * with the same name. Thread-safe.
 */
final class OpenOnce<V> {

    private final ConcurrentHashMap<String, CompletableFuture<Supplier<V>>> opened =
            new ConcurrentHashMap<>();
    private final Function<V, Supplier<V>> reference;

    private OpenOnce(Function<V, Supplier<V>> reference) {
        this.reference = reference;
    }

    /** Keeps opened objects. */
    static <V> OpenOnce<V> forEver() {
        return new OpenOnce<>(value -> () -> value);
    }

    /** Drops objects that are no longer referenced; the next caller opens them anew. */
    static <V> OpenOnce<V> whileUsed() {
        return new OpenOnce<>(value -> new WeakReference<>(value)::get);
    }

    /**
     * The object of that name, which is opened if necessary.
     *
     * @throws RuntimeException if it cannot be opened; the next call tries again
     */
    V get(String name, Supplier<V> open) {
        while (true) {
            CompletableFuture<Supplier<V>> mine = new CompletableFuture<>();
            CompletableFuture<Supplier<V>> known = opened.putIfAbsent(name, mine);
            if (known == null) {
                return open(name, mine, open);
            }
            V value = valueOf(known);
            if (value != null) {
                return value;
            }
            opened.remove(name, known);
        }
    }

    void forEach(Consumer<V> action) {
        opened.values().stream()
                .filter(future -> future.isDone() && !future.isCompletedExceptionally())
                .map(OpenOnce::valueOf)
                .filter(Objects::nonNull)
                .forEach(action);
    }

    private V open(String name, CompletableFuture<Supplier<V>> mine, Supplier<V> open) {
        forgetUnused();
        try {
            V value = open.get();
            mine.complete(reference.apply(value));
            return value;
        } catch (RuntimeException | Error e) {
            opened.remove(name, mine);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private void forgetUnused() {
        opened.values()
                .removeIf(
                        future ->
                                future.isDone()
                                        && !future.isCompletedExceptionally()
                                        && valueOf(future) == null);
    }

    /** Null if the object was dropped. */
    private static <V> V valueOf(CompletableFuture<Supplier<V>> future) {
        try {
            return future.join().get();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
