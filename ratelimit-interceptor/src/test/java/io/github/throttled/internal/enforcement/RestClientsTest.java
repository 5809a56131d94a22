package io.github.throttled.internal.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.throttled.Throttled;
import io.github.throttled.internal.application.ThrottledElements;
import io.github.throttled.internal.config.model.ThrottledElement;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.junit.jupiter.api.Test;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

class RestClientsTest {

    interface Shared {
        void shared();
    }

    @RegisterRestClient
    @Throttled("one")
    interface One extends Shared {
        @Throttled("own")
        void own();
    }

    @RegisterRestClient
    @Throttled("two")
    interface Two extends Shared {}

    @Throttled("other")
    interface NoClient extends Shared {}

    static class Bean implements Shared {
        @Override
        public void shared() {}
    }

    /** What an implementation may show instead of a bean. */
    static class InnerPart {}

    @Test
    void a_client_is_throttled_where_it_and_its_methods_are_annotated() {
        assertThat(ThrottledElements.of(One.class))
                .extracting(
                        element ->
                                element.method().getName() + ' ' + element.throttled().value()[0])
                .containsExactlyInAnyOrder("own own", "shared one");
    }

    @Test
    void other_interfaces_say_nothing() {
        assertThat(ThrottledElements.of(NoClient.class)).isEmpty();
    }

    @Test
    void a_bean_speaks_for_itself() throws Exception {
        assertThat(RestClients.called(Bean.class, Bean.class.getMethod("shared"), List.of()))
                .isEqualTo(Bean.class);
        assertThat(RestClients.called(Bean.class, shared(), elements(One.class)))
                .isEqualTo(Bean.class);
    }

    @Test
    void a_proxy_speaks_for_its_interface() throws Exception {
        Object proxy =
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {AutoCloseable.class, Two.class},
                        (self, method, arguments) -> null);

        assertThat(RestClients.called(proxy.getClass(), shared(), elements(One.class, Two.class)))
                .isEqualTo(Two.class);
    }

    @Test
    void where_the_target_tells_nothing_the_method_does() throws Exception {
        assertThat(RestClients.called(InnerPart.class, One.class.getMethod("own"), List.of()))
                .isEqualTo(One.class);
        assertThat(RestClients.called(InnerPart.class, shared(), elements(Two.class)))
                .isEqualTo(Two.class);
    }

    @Test
    void of_two_interfaces_that_inherit_a_method_none_is_guessed() {
        assertThatThrownBy(
                        () ->
                                RestClients.called(
                                        InnerPart.class, shared(), elements(One.class, Two.class)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Declare the method in each of them.");
    }

    @Test
    void a_call_without_an_array_of_arguments_has_none() {
        BeanCall call =
                new BeanCall(null, new ThrottledParameters(new int[0], OptionalInt.empty()), null);

        assertThat(call.arguments()).isEmpty();
    }

    private static Method shared() throws NoSuchMethodException {
        return Shared.class.getMethod("shared");
    }

    private static List<ThrottledElement> elements(Class<?>... types) {
        return Stream.of(types).flatMap(ThrottledElements::of).toList();
    }
}
