namespace IrisFlow.Tests.Tables;

public class DigestTests
{
    private static readonly string Digits = string.Concat(Enumerable.Repeat("0123456789abcdef", 4));

    [Fact]
    public void A_digest_is_read_back_from_its_digits() => Assert.Equal(Digits, Digest.Parse(Digits).Hex);

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("g123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void Anything_else_is_no_digest(string text) => Assert.False(Digest.TryParse(text, out _));

    [Fact]
    public void A_digest_never_set_has_no_digits() => Assert.Throws<InvalidOperationException>(() => default(Digest).Hex);

    [Fact]
    public void Twelve_digits_are_shown() => Assert.Equal("0123456789ab", Digest.Parse(Digits).Short);
}
