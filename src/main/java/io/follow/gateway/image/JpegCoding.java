package io.follow.gateway.image;

/**
 * The properties of a JPEG's coding that determine which decoder reads it correctly.
 *
 * @param arithmetic whether the coding is arithmetic (ITU-T T.81, annex D), which few decoders support, instead of
 *     Huffman
 * @param scans number of scans
 * @param verticalThirds whether one of several components has a vertical sampling factor of 3
 * @param restarts total number of restart markers between the units of all scans
 * @param endMark whether the file has its end marker; if not, only a decoder that detects each missing bit can tell
 *     whether the last scan is complete
 * @param adobe whether Adobe's marker says what the components are
 * @param subsampledBlack whether a fourth component is sampled in another way than the first
 */
public record JpegCoding(
        boolean arithmetic,
        int scans,
        boolean verticalThirds,
        int restarts,
        boolean endMark,
        boolean adobe,
        boolean subsampledBlack) {}
