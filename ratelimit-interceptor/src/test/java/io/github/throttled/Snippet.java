package io.github.throttled;

import com.sun.source.util.JavacTask;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Java of the manual, which has to compile. A block that has a package or imports is a whole file,
 * and needs all its imports. Any other block is the types of a file, the members of a class or
 * statements: it may use the API, Jakarta EE, the classes of the bookshop, an injected {@code
 * limiter}, and types of earlier blocks of its page.
 */
final class Snippet {

    private static final Path BOOKSHOP = Path.of("..", "example-war", "src", "main", "java");

    private static final Pattern TYPE =
            Pattern.compile(
                    "(?m)^(?:(?:public|abstract|final|sealed) )*(?:class|interface|record|enum|@interface) (\\w+)");

    private static final Pattern WHOLE_FILE = Pattern.compile("(?m)^(?:package|import) ");

    private static final String IMPORTS =
            Stream.of(
                            "io.github.throttled.*",
                            "io.github.throttled.client.*",
                            "io.github.throttled.example.account.*",
                            "io.github.throttled.example.catalogue.*",
                            "io.github.throttled.example.sales.*",
                            "jakarta.annotation.security.*",
                            "jakarta.ejb.Schedule",
                            "jakarta.ejb.Stateless",
                            "jakarta.enterprise.context.*",
                            "jakarta.enterprise.event.*",
                            "jakarta.inject.Inject",
                            "jakarta.inject.Named",
                            "jakarta.servlet.http.*",
                            "jakarta.ws.rs.*",
                            "jakarta.ws.rs.client.*",
                            "jakarta.ws.rs.core.*",
                            "jakarta.ws.rs.ext.*",
                            "java.io.*",
                            "java.net.URI",
                            "java.net.http.HttpClient",
                            "java.net.http.HttpRequest",
                            "java.net.http.HttpResponse",
                            "java.time.*",
                            "java.util.*",
                            "java.util.concurrent.*",
                            "org.eclipse.microprofile.rest.client.annotation.*",
                            "org.eclipse.microprofile.rest.client.inject.*")
                    .map(name -> "import " + name + ";\n")
                    .collect(Collectors.joining());

    private static final String SURROUNDINGS =
            IMPORTS + "abstract class Surroundings { RateLimiter limiter; }\n";

    private static final String CLASS = IMPORTS + "abstract class Around extends Surroundings {\n";

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    private final String block;
    private final List<String> earlier;

    /**
     * A block.
     *
     * @param earlier the blocks before it on its page
     */
    Snippet(String block, List<String> earlier) {
        this.block = block;
        this.earlier = earlier;
    }

    /** What keeps it from compiling, however it is read; empty if nothing does. */
    String errors() {
        List<String> errors = new ArrayList<>();
        for (String reading : readings()) {
            for (List<String> others : List.of(List.<String>of(), earlierFiles())) {
                String found = compile(reading, others);
                if (found.isEmpty()) {
                    return "";
                }
                errors.add(found);
            }
        }
        return errors.stream().distinct().collect(Collectors.joining("\nor, read otherwise:\n"));
    }

    private List<String> readings() {
        if (isWholeFile(block)) {
            return List.of(block);
        }
        String asMembers = CLASS + block + "}\n";
        return hasTypes(block)
                ? List.of(IMPORTS + block, asMembers)
                : List.of(
                        asMembers,
                        CLASS + "void statements() throws Exception {\n" + block + "}}\n",
                        CLASS + "Object statements() throws Exception {\n" + block + "}}\n");
    }

    private List<String> earlierFiles() {
        return earlier.stream()
                .filter(Snippet::hasTypes)
                .filter(other -> !typeOf(other).equals(typeOf(block)))
                .map(other -> isWholeFile(other) ? other : IMPORTS + other)
                .toList();
    }

    private static boolean isWholeFile(String block) {
        return WHOLE_FILE.matcher(block).find();
    }

    private static boolean hasTypes(String block) {
        return TYPE.matcher(block).find();
    }

    private static String typeOf(String source) {
        Matcher type = TYPE.matcher(source);
        return type.find() ? type.group(1) : "";
    }

    private static String compile(String source, List<String> others) {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = COMPILER.getStandardFileManager(found, null, null)) {
            List<SourceText> sources =
                    Stream.concat(Stream.of(source, SURROUNDINGS), others.stream())
                            .map(text -> new SourceText(typeOf(text), text))
                            .toList();
            JavacTask task =
                    (JavacTask)
                            COMPILER.getTask(
                                    new StringWriter(),
                                    files,
                                    found,
                                    List.of(
                                            "-proc:none",
                                            "-sourcepath",
                                            BOOKSHOP.toString(),
                                            "-classpath",
                                            System.getProperty("java.class.path")),
                                    null,
                                    sources);
            task.analyze();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getMessage(Locale.ENGLISH))
                .collect(Collectors.joining("\n"));
    }

    /** Named like the type that is in it. */
    private static final class SourceText extends SimpleJavaFileObject {

        private final String text;

        SourceText(String type, String text) {
            super(URI.create("string:///" + type + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
