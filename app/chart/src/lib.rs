//! Where things sit on a picture.
