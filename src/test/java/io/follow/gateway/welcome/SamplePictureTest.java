package io.follow.gateway.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;

class SamplePictureTest {

    private static final int SQUARE = 16;

    @Test
    void isTheDrawingOnItsSide() throws IOException {
        // given
        BufferedImage drawing = SampleDrawing.upright(SQUARE);

        // when
        BufferedImage stored = read(SamplePicture.jpeg());

        // then: the first column is the last row of what is stored
        assertThat(stored.getWidth()).isEqualTo(drawing.getHeight());
        assertThat(stored.getHeight()).isEqualTo(drawing.getWidth());
        double difference = IntStream.range(0, drawing.getWidth() * drawing.getHeight())
                .mapToDouble(i -> {
                    int x = i % drawing.getWidth();
                    int y = i / drawing.getWidth();
                    return difference(drawing.getRGB(x, y), stored.getRGB(y, drawing.getWidth() - 1 - x));
                })
                .average()
                .orElseThrow();
        assertThat(difference).isLessThan(3);
    }

    @Test
    void saysThatItIsToBeTurned() throws IOException {
        assertThat(SamplePicture.jpeg())
                .startsWith(0xFF, 0xD8, 0xFF, 0xE1)
                .containsSequence(0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6);
    }

    private static BufferedImage read(byte[] jpeg) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg))) {
            reader.setInput(input);
            ImageReadParam every16th = reader.getDefaultReadParam();
            every16th.setSourceSubsampling(SQUARE, SQUARE, SQUARE / 2, SQUARE / 2);
            return reader.read(0, every16th);
        } finally {
            reader.dispose();
        }
    }

    /** The mean over the channels. */
    private static double difference(int one, int other) {
        Color first = new Color(one);
        Color second = new Color(other);
        return (Math.abs(first.getRed() - second.getRed())
                        + Math.abs(first.getGreen() - second.getGreen())
                        + Math.abs(first.getBlue() - second.getBlue()))
                / 3.0;
    }
}
