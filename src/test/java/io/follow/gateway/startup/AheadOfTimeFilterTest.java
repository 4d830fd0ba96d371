package io.follow.gateway.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import org.apache.camel.component.file.springboot.FileComponentAutoConfiguration;
import org.apache.camel.component.jackson.springboot.JacksonDataFormatAutoConfiguration;
import org.apache.camel.component.platform.http.springboot.PlatformHttpComponentAutoConfiguration;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpAutoConfiguration;
import org.apache.camel.language.simple.springboot.SimpleLanguageAutoConfiguration;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.vault.AwsVaultAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.web.client.RestClientAutoConfiguration;
import org.springframework.mock.env.MockEnvironment;

class AheadOfTimeFilterTest {

    private static final String[] PROPERTIES_ONLY = {
        FileComponentAutoConfiguration.class.getName(),
        SimpleLanguageAutoConfiguration.class.getName(),
        JacksonDataFormatAutoConfiguration.class.getName(),
        AwsVaultAutoConfiguration.class.getName()
    };

    private static final String[] UNUSED = {
        AopAutoConfiguration.class.getName(), RestClientAutoConfiguration.class.getName()
    };

    private static final String[] NEEDED = {
        CamelAutoConfiguration.class.getName(),
        PlatformHttpComponentAutoConfiguration.class.getName(),
        SpringBootPlatformHttpAutoConfiguration.class.getName(),
        RedisAutoConfiguration.class.getName(),
        null
    };

    @Test
    void whileTheJarIsBuiltWhatOnlyHandsOnPropertiesIsLeftOut() {
        assertThat(match(true, PROPERTIES_ONLY)).containsOnly(false);
    }

    @Test
    void whileTheJarIsBuiltWhatNothingUsesIsLeftOut() {
        assertThat(match(true, UNUSED)).containsOnly(false);
    }

    @Test
    void everythingElseStays() {
        assertThat(match(true, NEEDED)).containsOnly(true);
    }

    @Test
    void startThatDecidesAnewHasEverything() {
        assertThat(match(false, PROPERTIES_ONLY)).containsOnly(true);
        assertThat(match(false, UNUSED)).containsOnly(true);
    }

    @Test
    void whatTheJarItselfSetsReachesItsComponent() {
        // given
        AheadOfTimeFilter filter = new AheadOfTimeFilter(true);

        // when
        filter.setEnvironment(new MockEnvironment().withProperty("camel.component.file.bridge-error-handler", "true"));

        // then
        assertThat(filter.match(PROPERTIES_ONLY, mock(AutoConfigurationMetadata.class)))
                .containsOnly(true);
    }

    private static boolean[] match(boolean processing, String... autoConfigurations) {
        return new AheadOfTimeFilter(processing).match(autoConfigurations, mock(AutoConfigurationMetadata.class));
    }
}
