package io.follow.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteTestSettingsTest {

    @TempDir
    Path folder;

    @AfterEach
    void unset() {
        System.clearProperty("IMG_GW_ROUTES_DIR");
        System.clearProperty("VALKEY_SERVER_BIN");
        System.clearProperty("REDIS_URL");
    }

    @Test
    void settingsOfTheServerAreNotChecked() throws IOException {
        // given
        Files.createFile(folder.resolve("a.camel.yaml"));
        System.setProperty("IMG_GW_ROUTES_DIR", folder.toString());
        System.setProperty("VALKEY_SERVER_BIN", "/opt/valkey-server");
        System.setProperty("REDIS_URL", "no url");

        // when
        RouteTestSettings settings = RouteTestSettings.read();

        // then
        assertThat(settings).isEqualTo(new RouteTestSettings(folder, "/opt/valkey-server"));
        assertThatThrownBy(CommandSettings::read).isInstanceOf(InvalidSettingException.class);
    }

    @Test
    void aRoutesDirectoryWithoutRoutesIsRefused() {
        System.setProperty("IMG_GW_ROUTES_DIR", folder.toString());

        assertThatThrownBy(RouteTestSettings::read)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("expected a folder with *.camel.yaml files");
    }
}
