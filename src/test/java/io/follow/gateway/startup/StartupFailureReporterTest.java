package io.follow.gateway.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.follow.gateway.settings.InvalidSettingException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import org.apache.camel.spring.boot.CamelSpringBootInitializationException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.mock.env.MockEnvironment;

class StartupFailureReporterTest {

    @Test
    void saysWhichSettingIsWrongHoweverDeepItIsFound() {
        RuntimeException failure =
                new IllegalStateException("bean", new IllegalStateException(new InvalidSettingException("X is wrong")));
        assertThat(StartupFailureReporter.line(failure)).isEqualTo("X is wrong");
    }

    @Test
    void saysWhichPortIsTakenAndWhatToSet() {
        assertThat(StartupFailureReporter.line(new PortInUseException(8090)))
                .contains("port 8090 is in use", "IMG_GW_PORT", "IMG_GW_MANAGEMENT_PORT");
    }

    @Test
    void saysThatTheWebServerHasNoTemporaryFolderWithoutItsPath() {
        WebServerException failure = new WebServerException(
                "Unable to create tempDir. java.io.tmpdir is set to /srv/tmp",
                new FileSystemException("/srv/tmp/tomcat", null, "Read-only file system"));
        assertThat(StartupFailureReporter.line(new IllegalStateException(failure)))
                .isEqualTo("java.io.tmpdir cannot be written (Read-only file system); "
                        + "expected a folder that can, or -Djava.io.tmpdir set to one");
    }

    @Test
    void saysThatTheLocaleHasNoCharactersOfAPath() {
        Exception failure = new InvalidPathException("?", "Malformed input or input contains unmappable characters");
        assertThat(StartupFailureReporter.line(new IllegalStateException(failure)))
                .startsWith("a path has characters that the locale of this process lacks (")
                .endsWith("), set a UTF-8 one such as LC_ALL=C.UTF-8");
    }

    @Test
    void saysWhichPropertyCannotBeUnderstood() {
        MockEnvironment environment = new MockEnvironment().withProperty("gateway.workers", "many");
        BindException failure = catchThrowableOfType(
                BindException.class, () -> Binder.get(environment).bind("gateway.workers", Bindable.of(Integer.class)));
        assertThat(StartupFailureReporter.line(failure)).startsWith("property gateway.workers cannot be understood: ");
    }

    @Test
    void saysTheFirstLineOfWhatIsWrongWithTheRoutes() {
        Exception failure =
                new CamelSpringBootInitializationException(new IllegalArgumentException("no such step\nat line 7"));
        assertThat(StartupFailureReporter.line(failure)).isEqualTo("the routes cannot be loaded: no such step");
    }

    @Test
    void leavesWhatItDoesNotKnowToOthers() {
        StartupFailureReporter reporter = new StartupFailureReporter();
        assertThat(reporter.reportException(new IllegalStateException("a defect")))
                .isFalse();
        assertThat(reporter.reportException(new InvalidSettingException("X is wrong")))
                .isTrue();
    }
}
