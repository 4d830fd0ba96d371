package io.follow.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.java2d.JavaEngine;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DeferredEngineTest {

    private final byte[] data = TestImages.jpeg(TestImages.quadrants(40, 20, BufferedImage.TYPE_INT_RGB));
    private final CompletableFuture<Optional<ImageEngine>> loading = new CompletableFuture<>();
    private final ImageEngine deferred = DeferredEngine.of("later", loading);

    @Test
    void theFirstFileWaitsForTheEngine() throws ImageException {
        // given
        ImageHeader header = new HeaderProbe().probe(data, ImageFormat.JPEG, ImageLimits.DEFAULTS);
        CompletableFuture<Boolean> accepted =
                CompletableFuture.supplyAsync(() -> deferred.accepts().test(header));
        assertThat(accepted).isNotDone();

        // when
        loading.complete(Optional.of(JavaEngine.create()));

        // then
        assertThat(accepted.join()).isTrue();
        assertThat(deferred.decoder().bytesNeeded(header)).isPositive();
        try (Picture picture = deferred.decoder().decode(data, header, 10);
                Picture small = deferred.resizer().resize(picture, 10)) {
            assertThat(deferred.encoder().encode(small, EncodeOptions.of(ImageFormat.JPEG)))
                    .isNotEmpty();
        }
    }

    @Test
    void anEngineThatCannotBeLoadedAcceptsNoFile() throws ImageException {
        // given
        ImageHeader header = new HeaderProbe().probe(data, ImageFormat.JPEG, ImageLimits.DEFAULTS);
        ImageEngine java = JavaEngine.create();

        // when
        loading.complete(Optional.empty());

        // then
        assertThat(ImageEngine.able(List.of(deferred, java), header)).containsExactly(java);
    }
}
