package io.follow.gateway.config;

import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ffmpeg.NativeEngine;
import io.follow.gateway.image.java2d.JavaEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** The image engines: the native one before the one in Java, which reads everything. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger("io.follow.gateway.start");

    @Bean
    @Order(2)
    ImageEngine javaEngine() {
        return JavaEngine.create();
    }

    /** Null, which is no bean at all for whoever asks for a list, when the engine is not wanted or not to be had. */
    @Bean
    @Order(1)
    @Nullable
    ImageEngine nativeEngine(GatewayProperties properties, ImageEngine javaEngine) {
        String wanted = properties.image().engine();
        if (wanted.equals(JavaEngine.NAME)) {
            return null;
        }
        try {
            ImageEngine engine = NativeEngine.create(javaEngine.encoder());
            LOG.info("image engine: native ({}), java for what it does not read", NativeEngine.versions());
            return engine;
        } catch (LinkageError e) {
            if (wanted.equals(NativeEngine.NAME)) {
                throw new InvalidSettingException(
                        "IMG_GW_IMAGE_ENGINE is \"native\", expected java on this machine: " + firstLine(e));
            }
            LOG.info("image engine: java; the native one cannot be loaded: {}", firstLine(e));
            return null;
        }
    }

    private static String firstLine(LinkageError error) {
        return String.valueOf(error.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
