package io.follow.gateway.config;

import io.follow.gateway.image.DeferredEngine;
import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ResizeQuality;
import io.follow.gateway.image.ffmpeg.NativeEngine;
import io.follow.gateway.image.java2d.JavaEngine;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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

    /**
     * Loaded beside the rest of the start, which would otherwise wait for files to be unpacked. Null, which is no bean at
     * all for whoever asks for a list, when the engine is not wanted.
     */
    @Bean
    @Order(1)
    @Nullable
    ImageEngine nativeEngine(GatewayProperties properties, ImageEngine javaEngine) {
        ResizeQuality quality = properties.image().resize();
        return switch (properties.image().engine()) {
            case JavaEngine.NAME -> null;
            case NativeEngine.NAME -> load(javaEngine, quality);
            default -> {
                CompletableFuture<Optional<ImageEngine>> loading = new CompletableFuture<>();
                Thread loader = new Thread(() -> loading.complete(tryToLoad(javaEngine, quality)), "native-engine");
                loader.setDaemon(true);
                loader.start();
                yield DeferredEngine.of(NativeEngine.NAME, loading);
            }
        };
    }

    private static Optional<ImageEngine> tryToLoad(ImageEngine javaEngine, ResizeQuality quality) {
        try {
            return Optional.of(load(javaEngine, quality));
        } catch (LinkageError | RuntimeException e) {
            LOG.info("image engine: java; {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static ImageEngine load(ImageEngine javaEngine, ResizeQuality quality) {
        try {
            ImageEngine engine = NativeEngine.create(javaEngine.encoder(), quality);
            LOG.info("image engine: native ({}), java for what it does not read", NativeEngine.versions());
            return engine;
        } catch (LinkageError e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
            throw new InvalidSettingException("the native image engine cannot be loaded (" + reason
                    + "), expected IMG_GW_IMAGE_ENGINE to be java on this machine");
        }
    }
}
