package io.github.throttled;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that applications can compile against, as text: each public type of the API packages, and
 * below it, indented, each member that is public or protected.
 */
final class PublicApi {

    /** The packages that applications may use. */
    static final List<String> PACKAGES =
            List.of("io.github.throttled", "io.github.throttled.client");

    private PublicApi() {}

    /** One line for each type and each member, in an order that does not depend on the compiler. */
    static String describe() {
        return PACKAGES.stream()
                .flatMap(PublicApi::typesIn)
                .map(PublicApi::describe)
                .collect(Collectors.joining("\n"));
    }

    private static Stream<Class<?>> typesIn(String packageName) {
        Path directory = classes().resolve(packageName.replace('.', '/'));
        try (Stream<Path> files = Files.list(directory)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .sorted()
                    .<Class<?>>map(name -> load(packageName + "." + name.replace(".class", "")))
                    .filter(type -> isApi(type.getModifiers()) && isReachable(type))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path classes() {
        try {
            return Path.of(
                    Throttled.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublicApi.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isReachable(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return !type.isSynthetic()
                && !type.isAnonymousClass()
                && (outer == null || isApi(outer.getModifiers()) && isReachable(outer));
    }

    private static String describe(Class<?> type) {
        Stream<String> members =
                Stream.of(
                                lines(type.getDeclaredFields(), PublicApi::describeField),
                                lines(type.getDeclaredConstructors(), Constructor::toGenericString),
                                lines(type.getDeclaredMethods(), PublicApi::describeMethod))
                        .flatMap(Function.identity());
        return Stream.concat(Stream.of(header(type)), members.map("    "::concat))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    /** The declaration, with what the type is annotated with, which is part of the contract. */
    private static String header(Class<?> type) {
        String above =
                Stream.of(type.getDeclaredAnnotations())
                        .map(PublicApi::describeAnnotation)
                        .sorted()
                        .collect(Collectors.joining());
        String parents =
                Stream.concat(
                                Stream.ofNullable(type.getGenericSuperclass()),
                                Arrays.stream(type.getGenericInterfaces()))
                        .map(Type::getTypeName)
                        .filter(name -> !name.equals("java.lang.Object"))
                        .collect(Collectors.joining(", "));
        return above + type.toGenericString() + (parents.isEmpty() ? "" : " : " + parents);
    }

    private static String describeAnnotation(Annotation annotation) {
        return "@" + annotation.annotationType().getSimpleName() + " ";
    }

    private static String describeField(Field field) {
        return field.isEnumConstant() ? field.getName() : field.toGenericString();
    }

    private static String describeMethod(Method method) {
        Object fallback = method.getDefaultValue();
        if (fallback == null) {
            return method.toGenericString();
        }
        String text =
                fallback instanceof Object[] array ? Arrays.toString(array) : fallback.toString();
        return method.toGenericString() + " default '" + text + "'";
    }

    private static <T extends AccessibleObject & Member> Stream<String> lines(
            T[] members, Function<T, String> line) {
        return Arrays.stream(members)
                .filter(member -> isApi(member.getModifiers()) && !member.isSynthetic())
                .filter(member -> !isObjects(member))
                .map(line)
                .sorted();
    }

    /** Whether every class has it. */
    private static boolean isObjects(Member member) {
        return member instanceof Method method
                && Arrays.stream(Object.class.getDeclaredMethods())
                        .anyMatch(
                                known ->
                                        known.getName().equals(method.getName())
                                                && Arrays.equals(
                                                        known.getParameterTypes(),
                                                        method.getParameterTypes()));
    }

    private static boolean isApi(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }
}
