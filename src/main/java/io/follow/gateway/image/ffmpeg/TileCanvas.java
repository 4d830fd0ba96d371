package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.heif.CodedPicture;
import io.follow.gateway.image.heif.HeifException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avutil;

/** Decodes the tiles of a picture and puts them side by side. */
final class TileCanvas {

    private static final int PLANES = 3;

    private final CodedPicture picture;
    private final byte[] file;

    TileCanvas(CodedPicture picture, byte[] file) {
        this.picture = picture;
        this.file = file;
    }

    /** The planes as they are coded, which the caller frees. */
    AVFrame decode() throws ImageException {
        try (SampleDecoder decoder = new SampleDecoder(picture)) {
            AVFrame first = decoder.decode(packet(0));
            if (picture.tiles().size() == 1 && first.width() == picture.width() && first.height() == picture.height()) {
                return first;
            }
            return assembled(decoder, first);
        }
    }

    private AVFrame assembled(SampleDecoder decoder, AVFrame first) throws ImageException {
        AVFrame canvas = avutil.av_frame_alloc();
        AVFrame tile = first;
        try {
            checkWholeChroma(first);
            canvas.width(picture.width()).height(picture.height()).format(first.format());
            avutil.av_frame_copy_props(canvas, first);
            if (avutil.av_frame_get_buffer(canvas, 0) < 0) {
                throw new ImageException(
                        ImageError.PROCESS_FAILED, "no native memory for a canvas; expected it to be free");
            }
            for (int i = 0; i < picture.tiles().size(); i++) {
                if (i > 0) {
                    if (Thread.currentThread().isInterrupted()) {
                        throw new ImageException(ImageError.PROCESS_TIMEOUT, "decoding was interrupted");
                    }
                    tile = decoder.decode(packet(i));
                }
                if (tile.format() != canvas.format()) {
                    throw new ImageException(
                            ImageError.DECODE_FAILED, "the tiles of the picture differ in kind; expected the same");
                }
                put(tile, canvas, i % picture.columns(), i / picture.columns());
                avutil.av_frame_free(tile);
            }
            return canvas;
        } catch (ImageException | RuntimeException e) {
            avutil.av_frame_free(tile);
            avutil.av_frame_free(canvas);
            throw e;
        }
    }

    private byte[] packet(int index) throws ImageException {
        try {
            return picture.tiles().get(index).packet(file, picture.tileWidth(), picture.tileHeight());
        } catch (HeifException e) {
            throw new ImageException(ImageError.DECODE_FAILED, String.valueOf(e.getMessage()), e);
        }
    }

    /** A tile with odd sides would end inside a chroma sample. */
    private void checkWholeChroma(AVFrame tile) throws ImageException {
        AVPixFmtDescriptor format = avutil.av_pix_fmt_desc_get(tile.format());
        int columns = (1 << format.log2_chroma_w()) - 1;
        int rows = (1 << format.log2_chroma_h()) - 1;
        if ((picture.tileWidth() & columns) != 0 || (picture.tileHeight() & rows) != 0) {
            throw new ImageException(
                    ImageError.DECODE_FAILED, "the tiles have odd sides; expected whole samples of chroma");
        }
    }

    private void put(AVFrame tile, AVFrame canvas, int column, int row) {
        AVPixFmtDescriptor format = avutil.av_pix_fmt_desc_get(tile.format());
        int sampleBytes = (format.comp(0).depth() + 7) / 8;
        int x = column * picture.tileWidth();
        int y = row * picture.tileHeight();
        int width = Math.min(tile.width(), canvas.width() - x);
        int height = Math.min(tile.height(), canvas.height() - y);
        if (width <= 0 || height <= 0) {
            return;
        }
        for (int plane = 0; plane < Math.min(PLANES, format.nb_components()); plane++) {
            int right = plane == 0 ? 0 : format.log2_chroma_w();
            int down = plane == 0 ? 0 : format.log2_chroma_h();
            long offset = (long) (y >> down) * canvas.linesize(plane) + (long) (x >> right) * sampleBytes;
            avutil.av_image_copy_plane(
                    canvas.data(plane).getPointer(offset),
                    canvas.linesize(plane),
                    tile.data(plane),
                    tile.linesize(plane),
                    ((width + (1 << right) - 1) >> right) * sampleBytes,
                    (height + (1 << down) - 1) >> down);
        }
    }
}
