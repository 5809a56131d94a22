package io.github.throttled.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How the processes of a comparison are started; all the same. */
final class Jvm {

    /** The second line is what Hazelcast asks for on Java 9 and later. */
    private static final List<String> OPTIONS =
            List.of(
                    "-Xms1g",
                    "-Xmx3g",
                    "--add-modules=java.se",
                    "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                    "--add-opens=java.management/sun.management=ALL-UNNAMED",
                    "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");

    private Jvm() {}

    /** The options, and a system property. */
    static String[] options(String property, String value) {
        return Stream.concat(OPTIONS.stream(), Stream.of("-D" + property + "=" + value))
                .toArray(String[]::new);
    }

    /** A process with the class path of this one. */
    static ProcessBuilder process(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
