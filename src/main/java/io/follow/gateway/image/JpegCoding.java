package io.follow.gateway.image;

/**
 * How the pixels of a JPEG are coded, as far as it decides which decoder reads them right.
 *
 * @param arithmetic whether by ITU-T T.81, annex D, which few decoders know, instead of by Huffman codes
 * @param scans number of scans
 * @param verticalThirds whether one of several components has a vertical sampling factor of 3
 */
public record JpegCoding(boolean arithmetic, int scans, boolean verticalThirds) {}
