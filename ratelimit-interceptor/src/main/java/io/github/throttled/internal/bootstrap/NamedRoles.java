package io.github.throttled.internal.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.HttpMethodConstraint;
import jakarta.servlet.annotation.ServletSecurity;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the roles that an application names in annotations and descriptors. A role that only a
 * policy names may be misspelt.
 */
final class NamedRoles {

    private static final List<String> DESCRIPTORS =
            List.of("web.xml", "ejb-jar.xml", "glassfish-web.xml", "payara-web.xml");

    private static final Pattern ROLE = Pattern.compile("<(?:\\w+:)?role-name>\\s*([^<]*?)\\s*</");

    private NamedRoles() {}

    /**
     * Returns all roles in annotations and descriptors.
     *
     * @param classes contain all classes with such annotations; may contain others
     */
    static Set<String> of(Collection<Class<?>> classes, ServletContext context) {
        Set<String> roles = new TreeSet<>();
        classes.stream().flatMap(NamedRoles::elements).forEach(element -> add(element, roles));
        DESCRIPTORS.forEach(name -> add(text(context, "/WEB-INF/" + name), roles));
        return roles;
    }

    private static Stream<AnnotatedElement> elements(Class<?> type) {
        return Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredMethods()));
    }

    private static void add(AnnotatedElement element, Set<String> roles) {
        DeclareRoles declared = element.getAnnotation(DeclareRoles.class);
        RolesAllowed allowed = element.getAnnotation(RolesAllowed.class);
        ServletSecurity security = element.getAnnotation(ServletSecurity.class);
        if (declared != null) {
            roles.addAll(List.of(declared.value()));
        }
        if (allowed != null) {
            roles.addAll(List.of(allowed.value()));
        }
        if (security != null) {
            roles.addAll(List.of(security.value().rolesAllowed()));
            for (HttpMethodConstraint constraint : security.httpMethodConstraints()) {
                roles.addAll(List.of(constraint.rolesAllowed()));
            }
        }
    }

    private static void add(String descriptor, Set<String> roles) {
        ROLE.matcher(descriptor).results().forEach(found -> roles.add(found.group(1)));
    }

    private static String text(ServletContext context, String path) {
        try (InputStream in = context.getResourceAsStream(path)) {
            return in == null ? "" : new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            // The container has read the descriptor, or will report what is wrong with it.
            return "";
        }
    }
}
