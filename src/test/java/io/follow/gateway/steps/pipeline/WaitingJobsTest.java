package io.follow.gateway.steps.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.image.Bytes;
import io.follow.gateway.image.Decoder;
import io.follow.gateway.image.Encoder;
import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.image.ImageLimits;
import io.follow.gateway.image.MemoryBudget;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.Placeholder;
import io.follow.gateway.image.Resizer;
import io.follow.gateway.image.Size;
import io.follow.gateway.image.StageExecutor;
import io.follow.gateway.image.TestImages;
import io.follow.gateway.image.java2d.JavaEngine;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.storage.StoreCircuitBreaker;
import io.follow.gateway.storage.Stores;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A job that waits for its next try holds no memory that another one needs, and goes on where it was. */
class WaitingJobsTest {

    private static final int WIDTH = 20;
    private static final ImageEngine REAL = JavaEngine.create();

    @TempDir
    Path folder;

    private final Stores stores = new Stores();
    private final StoreCircuitBreaker gate = new StoreCircuitBreaker(1, Runnable::run);
    private final StageExecutor stageExecutor = new StageExecutor();
    private final StageRunner stageRunner = new StageRunner(stageExecutor);
    private final MemoryBudget budget = new MemoryBudget(100_000_000);
    private final Set<Stage> broken = EnumSet.noneOf(Stage.class);
    private final Decode decode = new Decode(List.of(new BreakingEngine(broken).engine()), budget, stageRunner);
    private final Resize resize = new Resize(stageRunner);
    private final Encode encode = new Encode(stageRunner, 0, 0);
    private ReadSource readSource;
    private ImageWork work;

    enum Stage {
        DECODE,
        RESIZE,
        ENCODE
    }

    /** The real engine, of which single stages fail as they do without memory; used by one thread at a time. */
    private record BreakingEngine(Set<Stage> broken) {

        ImageEngine engine() {
            Decoder decoder = new Decoder() {
                @Override
                public Picture decode(Bytes file, ImageHeader header, int maxWidth) throws ImageException {
                    failWhereBroken(Stage.DECODE);
                    return REAL.decoder().decode(file, header, maxWidth);
                }

                @Override
                public long bytesNeeded(ImageHeader header, int maxWidth) {
                    return REAL.decoder().bytesNeeded(header, maxWidth);
                }
            };
            Resizer resizer = new Resizer() {
                @Override
                public Picture resize(Picture picture, Size size) throws ImageException {
                    failWhereBroken(Stage.RESIZE);
                    return REAL.resizer().resize(picture, size);
                }
            };
            Encoder encoder = (picture, options) -> {
                failWhereBroken(Stage.ENCODE);
                return REAL.encoder().encode(picture, options);
            };
            return new ImageEngine("breaking", header -> true, decoder, resizer, encoder);
        }

        private void failWhereBroken(Stage stage) throws ImageException {
            if (broken.contains(stage)) {
                throw new ImageException(ImageError.PROCESS_FAILED, "no memory");
            }
        }
    }

    @BeforeEach
    void begin() throws JobException, IOException {
        readSource = new ReadSource(stores, gate, 1_000_000, ImageLimits.DEFAULTS);
        Files.write(folder.resolve("a.jpg"), TestImages.jpeg(TestImages.quadrants(40, 20, BufferedImage.TYPE_INT_RGB)));
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        work = Works.of(exchange, Duration.ofMinutes(1));
    }

    @AfterEach
    void close() {
        stageExecutor.close();
    }

    @ParameterizedTest
    @EnumSource
    void aFailedStepGivesBackPixelsAndRawBytesAndItsNextTryMakesThemAgain(Stage stage) throws JobException {
        // given
        broken.add(stage);
        readSource.from(work, folder.toString());
        List<WorkStep> steps = List.of(
                own -> decode.forWidth(own, WIDTH),
                own -> resize.toWidth(own, WIDTH),
                own -> encode.as(own, "webp", 80));
        for (WorkStep before : steps.subList(0, stage.ordinal())) {
            before.run(work);
        }

        // when
        assertThatThrownBy(() -> steps.get(stage.ordinal()).run(work)).isInstanceOf(JobException.class);

        // then
        assertThat(budget.freeBytes()).isEqualTo(budget.totalBytes());
        assertThat(work.source().bytes().length()).isZero();

        // when
        broken.clear();
        for (WorkStep rest : steps.subList(stage.ordinal(), steps.size())) {
            rest.run(work);
        }

        // then
        assertThat(work.encoded().width()).isEqualTo(WIDTH);
        assertThat(budget.freeBytes()).isEqualTo(budget.totalBytes());
    }

    @Test
    void whatTheResultSaysOfThePictureOutlivesAFailure() throws JobException {
        // given
        AddPlaceholder addPlaceholder = new AddPlaceholder(stageRunner);
        readSource.from(work, folder.toString());
        decode.forWidth(work, WIDTH);
        broken.add(Stage.ENCODE);
        resize.toWidth(work, WIDTH);
        addPlaceholder.picture(work);
        Placeholder made = work.results().placeholder();

        // when
        assertThatThrownBy(() -> encode.as(work, "webp", 80)).isInstanceOf(JobException.class);
        broken.clear();
        encode.as(work, "webp", 80);

        // then
        assertThat(work.results().placeholder()).isNotNull().isEqualTo(made);
    }

    @Test
    void aPlaceholderIsMadeOfPixelsThatAreMadeAgain() throws JobException {
        // given: the memory for the pixels is given back with them
        AddPlaceholder addPlaceholder = new AddPlaceholder(stageRunner);
        readSource.from(work, folder.toString());
        decode.forWidth(work, WIDTH);
        resize.toWidth(work, WIDTH);
        work.heldPixels().drop();

        // when
        addPlaceholder.picture(work);

        // then
        assertThat(work.results().placeholder()).isNotNull();
    }

    @Test
    void aRawImageThatIsGoneMeanwhileIsMissed() throws JobException, IOException {
        // given
        broken.add(Stage.RESIZE);
        readSource.from(work, folder.toString());
        decode.forWidth(work, WIDTH);
        assertThatThrownBy(() -> resize.toWidth(work, WIDTH)).isInstanceOf(JobException.class);
        Files.delete(folder.resolve("a.jpg"));

        // when, then
        assertThatThrownBy(() -> resize.toWidth(work, WIDTH))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.getCode()).isEqualTo(ErrorCode.SOURCE_NOT_FOUND));
    }
}
