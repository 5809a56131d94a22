package io.github.throttled.internal.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Throttled;
import io.github.throttled.internal.config.reader.Problems;

import jakarta.ejb.MessageDriven;
import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Stereotype;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.ProcessProducerMethod;
import jakarta.enterprise.inject.spi.ProcessSessionBean;
import jakarta.interceptor.Interceptor;
import jakarta.jws.WebService;
import jakarta.servlet.http.HttpServlet;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Where an annotation is a limit, and where it is none. */
class AnnotatedClassesTest {

    private static class Limited {
        @Throttled("shop")
        public void call() {}
    }

    private static final class LimitedBean extends Limited {}

    @MessageDriven
    private static final class Listener extends Limited {
        @Throttled("shop")
        public void onMessage() {}
    }

    private static final class Servlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        @Throttled("shop")
        public void init() {}
    }

    /** A bean, but not the one that the server calls. */
    @ApplicationScoped
    private static final class ServletBean extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        @Throttled("shop")
        public void init() {}
    }

    @Stateless
    @WebService
    private static final class WebServiceBean {
        @Throttled("shop")
        public void call() {}
    }

    @Path("shop")
    @Throttled("shop")
    private static final class Resource {}

    @Throttled("shop")
    private static final class SubResource {
        @GET
        public void get() {}
    }

    @RegisterRestClient
    @Throttled("shop")
    private interface RestClient {
        void call();
    }

    /** A client that a program builds. */
    @Path("shop")
    @Throttled("shop")
    private interface BuiltClient {
        @GET
        void call();
    }

    @Throttled("shop")
    private interface Contract {}

    private static final class ContractBean implements Contract {}

    @Throttled("shop")
    @Interceptor
    private static final class OwnInterceptor {}

    @Throttled("shop")
    @Stereotype
    @Retention(RetentionPolicy.RUNTIME)
    private @interface Costly {}

    @Alternative
    @Throttled("shop")
    private static final class NotSelected {}

    @ApplicationScoped
    @Throttled("shop")
    private static final class Vetoed {}

    @Throttled("shop")
    private abstract static class Unused {}

    @Throttled("shop")
    private static final class Tool {
        public void use() {}
    }

    private static class Hidden {
        @Throttled("shop")
        private void hidden() {}

        @Throttled("shop")
        static void fixed() {}

        @Schedule
        @Throttled("shop")
        private void timer() {}
    }

    @Throttled("shop")
    private static final class WithHelpers {
        public void call() {}

        private void hidden() {}

        static void fixed() {}
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Limited.class,
                LimitedBean.class,
                Listener.class,
                WebServiceBean.class,
                Resource.class,
                SubResource.class,
                RestClient.class,
                BuiltClient.class,
                OwnInterceptor.class,
                String.class
            })
    void what_is_charged_or_says_nothing_is_right(Class<?> type) {
        AnnotatedClasses classes =
                classes(type, managed(LimitedBean.class), session(WebServiceBean.class));
        assertThat(problems(classes)).isEmpty();
        assertThat(classes.warnings().lines()).isEmpty();
    }

    @Test
    void a_class_that_is_no_bean_is_a_problem_and_not_listed() {
        AnnotatedClasses classes = classes(Tool.class);

        assertThat(problems(classes))
                .singleElement()
                .asString()
                .startsWith(
                        "@Throttled on "
                                + Tool.class.getName()
                                + ": this class is neither a bean nor");
        assertThat(classes.elements()).isEmpty();
        assertThat(classes(Tool.class, managed(Tool.class)).elements()).hasSize(1);
    }

    @Test
    void a_stereotype_is_a_problem() {
        assertThat(problems(classes(Costly.class)))
                .singleElement()
                .asString()
                .contains("a stereotype cannot have a limit;");
    }

    @Test
    void an_interface_of_a_bean_is_a_problem() {
        assertThat(problems(classes(Contract.class, managed(ContractBean.class))))
                .singleElement()
                .asString()
                .contains("write it on " + ContractBean.class.getName());
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Contract.class,
                NotSelected.class,
                Vetoed.class,
                Unused.class,
                Tool.class,
                Servlet.class,
                ServletBean.class
            })
    void what_may_be_meant_is_told_and_not_listed(Class<?> type) {
        AnnotatedClasses classes = classes(type, produced(Tool.class), managed(ServletBean.class));

        assertThat(problems(classes)).isEmpty();
        assertThat(classes.warnings().lines())
                .singleElement()
                .asString()
                .startsWith("@Throttled on " + type.getName() + ": ");
        assertThat(classes.elements()).isEmpty();
    }

    @Test
    void private_and_static_methods_are_problems_unless_a_timer_calls_them() {
        AnnotatedClasses classes = classes(Hidden.class, managed(Hidden.class));

        assertThat(new TreeSet<>(problems(classes)))
                .hasSize(2)
                .anySatisfy(said -> assertThat(said).contains("Hidden.hidden: ", "private method"))
                .anySatisfy(said -> assertThat(said).contains("Hidden.fixed: ", "static method"));
        assertThat(methods(classes)).containsExactly("timer");
    }

    @Test
    void the_annotation_of_a_class_does_not_speak_for_its_private_and_static_methods() {
        AnnotatedClasses classes = classes(WithHelpers.class, managed(WithHelpers.class));

        assertThat(problems(classes)).isEmpty();
        assertThat(methods(classes)).containsExactly("call");
    }

    private static Set<String> methods(AnnotatedClasses classes) {
        return classes.elements()
                .map(element -> element.method().getName())
                .collect(Collectors.toSet());
    }

    private static List<String> problems(AnnotatedClasses classes) {
        Problems problems = new Problems();
        classes.check(problems);
        return problems.lines();
    }

    private static AnnotatedClasses classes(Class<?> type, ProcessBean<?>... beans) {
        DiscoveredBeans discovered = new DiscoveredBeans();
        Arrays.stream(beans).forEach(discovered::add);
        return new AnnotatedClasses(discovered, List.of(type));
    }

    private static ProcessBean<?> managed(Class<?> type) {
        return event(ProcessManagedBean.class, bean(type, type));
    }

    private static ProcessBean<?> session(Class<?> type) {
        return event(ProcessSessionBean.class, bean(type, type));
    }

    private static ProcessBean<?> produced(Class<?> type) {
        return event(ProcessProducerMethod.class, bean(AnnotatedClassesTest.class, type));
    }

    private static Bean<?> bean(Class<?> beanClass, Class<?> type) {
        return stub(
                Bean.class,
                Map.of(
                        "getBeanClass", beanClass,
                        "getTypes", Set.of(type),
                        "getQualifiers", Set.of()));
    }

    private static <E extends ProcessBean<?>> E event(Class<E> kind, Bean<?> bean) {
        return stub(kind, Map.of("getBean", bean));
    }

    private static <T> T stub(Class<T> type, Map<String, Object> answers) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) ->
                                method.getName().equals("hashCode")
                                        ? System.identityHashCode(self)
                                        : answers.get(method.getName())));
    }
}
