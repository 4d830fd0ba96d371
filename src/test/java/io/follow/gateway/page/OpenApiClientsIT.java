package io.follow.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.testing.HttpAnswer;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;

/**
 * The OpenAPI document keeps a linter's rules, and clients generated from it compile. What the tools need of JavaScript runs
 * in the browser of the page tests, so that the build needs no Node.js.
 */
class OpenApiClientsIT {

    private static final Path DOCUMENT = Path.of("src/main/resources/static/openapi.json");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** No page of the gateway, whose security policy would keep it from evaluating scripts. */
    private static final String PAGE = "<!doctype html><title>scripts</title><link rel=icon href=data:,>";

    @TempDir
    private static Path folder;

    private static GeneratedClients clients;

    @BeforeAll
    static void generate() throws IOException, InterruptedException {
        clients = GeneratedClients.of(DOCUMENT, folder);
    }

    /** Runs a script in an empty page; the script fetches its input. */
    private static List<?> run(Browser browser, String script, Map<String, ?> input) throws IOException {
        String code = new ClassPathResource("openapi/" + script).getContentAsString(StandardCharsets.UTF_8);
        try (HttpAnswer page = HttpAnswer.ofPage(PAGE).withJson("/input.json", JSON.writeValueAsString(input))) {
            browser.open(URI.create("http://127.0.0.1:" + page.port() + "/"));
            return (List<?>) Objects.requireNonNull(browser.evaluateLater(code));
        }
    }

    @Test
    @ExtendWith(InBrowser.class)
    void theDocumentKeepsTheRecommendedRulesOfRedocly(Browser browser) throws IOException {
        // given
        String document = Files.readString(DOCUMENT);
        String nameless = document.replaceFirst("\"operationId\": \"upload\",", "");
        Map<String, String> modules =
                NpmFiles.named(file -> file.matches(".*\\.js(on)?") && !file.startsWith("typescript/"));

        // when
        List<?> findings =
                run(browser, "lint.js", Map.of("modules", modules, "documents", List.of(document, nameless)));

        // then
        assertThat(findings.get(0)).asInstanceOf(LIST).isEmpty();
        assertThat(findings.get(1))
                .asInstanceOf(LIST)
                .singleElement()
                .asString()
                .startsWith("operation-operationId at #/paths/~1api~1v1~1upload/put");
    }

    @Test
    @ExtendWith(InBrowser.class)
    void aClientInTypeScriptCompilesAndIsChecked(Browser browser) throws IOException {
        // given: a program that uses the client, and calls something that it lacks
        Map<String, String> typescript =
                NpmFiles.named(file -> file.matches("typescript/lib/(typescript\\.js|lib\\..*)"));
        String compiler = typescript.remove("typescript/lib/typescript.js");
        Map<String, String> files = new HashMap<>(clients.typeScriptFiles());
        typescript.forEach((name, content) -> files.put(name.substring("typescript/lib".length()), content));
        files.put("/main.ts", "import {DefaultApi} from './client'; new DefaultApi().noSuchCall();");

        // when
        List<?> errors = run(browser, "compile.js", Map.of("compiler", compiler, "files", files, "main", "/main.ts"));

        // then
        assertThat(errors)
                .singleElement()
                .asString()
                .startsWith("main.ts")
                .contains("Property 'noSuchCall' does not exist on type 'DefaultApi'");
    }

    @Test
    void aClientInJavaCompiles() throws IOException {
        // given
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Path> sources = clients.javaFiles();
        List<String> options =
                List.of("-proc:none", "-nowarn", "-d", folder.resolve("classes").toString());
        StringWriter errors = new StringWriter();

        // when
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            compiler.getTask(errors, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }

        // then
        assertThat(errors.toString()).isEmpty();
        assertThat(folder.resolve("classes/org/openapitools/client/api/DefaultApi.class"))
                .exists();
    }
}
