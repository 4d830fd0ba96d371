package io.follow.gateway.bench;

import io.follow.gateway.image.EncodeOptions;
import io.follow.gateway.image.HeaderProbe;
import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.image.ImageLimits;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.ResizeQuality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The stages of one picture, one at a time and together. A photo of your own is taken with {@code -p photo=FILE}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class StageBenchmark {

    private static final int WIDTH = 1920;

    @Param({"native", "java"})
    public String engine = "java";

    @Param({"JPEG", "WEBP"})
    public ImageFormat format = ImageFormat.JPEG;

    @Param("FAST")
    public ResizeQuality resize = ResizeQuality.FAST;

    /** Empty: a picture of twelve megapixels is drawn. */
    @Param("")
    public String photo = "";

    private final HeaderProbe probe = new HeaderProbe();
    private byte[] file;
    private ImageHeader header;
    private ImageEngine stages;
    private Picture decoded;
    private Picture resized;

    @Setup
    public void prepare() throws IOException, ImageException {
        file = photo.isEmpty() ? DrawnPhoto.jpeg(4000, 3000) : Files.readAllBytes(Path.of(photo));
        header = probe();
        stages = ImageEngine.able(Engines.named(engine, resize), header).get(0);
        decoded = decode();
        resized = stages.resizer().resize(decoded, WIDTH);
    }

    @TearDown
    public void close() {
        resized.close();
        decoded.close();
    }

    @Benchmark
    public ImageHeader probe() throws ImageException {
        return probe.probe(file, ImageFormat.JPEG, ImageLimits.DEFAULTS);
    }

    @Benchmark
    public int decodeAlone() throws ImageException {
        try (Picture picture = decode()) {
            return picture.width();
        }
    }

    @Benchmark
    public int resizeAlone() throws ImageException {
        try (Picture picture = stages.resizer().resize(decoded, WIDTH)) {
            return picture.width();
        }
    }

    @Benchmark
    public byte[] encodeAlone() throws ImageException {
        return stages.encoder().encode(resized, EncodeOptions.of(format));
    }

    @Benchmark
    public byte[] all() throws ImageException {
        try (Picture whole = decode();
                Picture small = stages.resizer().resize(whole, WIDTH)) {
            return stages.encoder().encode(small, EncodeOptions.of(format));
        }
    }

    private Picture decode() throws ImageException {
        return stages.decoder().decode(file, header, WIDTH);
    }
}
