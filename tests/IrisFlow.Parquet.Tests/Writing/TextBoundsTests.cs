using System.Text;
using IrisFlow.Parquet.Metadata;
using IrisFlow.Parquet.Writing;

namespace IrisFlow.Parquet.Tests.Writing;

public sealed class TextBoundsTests
{
    [Fact]
    public void Short_texts_are_bounds_as_they_are()
    {
        var found = Of("b", "", "größer");
        Assert.Equal(("", "größer", true, true), (Text(found.Min), Text(found.Max), found.IsMinExact, found.IsMaxExact));
    }

    [Fact]
    public void No_texts_have_no_bounds() => Assert.Null(Of().Min);

    [Fact]
    public void A_long_text_is_cut_off_below_and_above()
    {
        var found = Of(new string('m', 65));
        Assert.Equal((new string('m', 64), new string('m', 63) + "n", false, false), (Text(found.Min), Text(found.Max), found.IsMinExact, found.IsMaxExact));
    }

    [Fact]
    public void A_cut_never_divides_a_character()
    {
        var found = Of(new string('m', 62) + "花花");
        Assert.Equal((new string('m', 62), new string('m', 61) + "n"), (Text(found.Min), Text(found.Max)));
    }

    [Theory]
    [InlineData("\u007F", "\u0080")]
    [InlineData("\uD7FF", "\uE000")]
    [InlineData("m\U0010FFFF", "n")]
    public void The_bound_above_is_the_next_text_there_is(string last, string next)
    {
        var before = new string('a', 64 - Encoding.UTF8.GetByteCount(last));
        Assert.Equal(before + next, Text(Of(before + last + "beyond what fits").Max));
    }

    [Fact]
    public void A_text_that_nothing_is_beyond_has_no_bound_above()
    {
        var found = Of(string.Concat(Enumerable.Repeat("\U0010FFFF", 20)));
        Assert.Equal((64, null), (found.Min!.Length, found.Max));
    }

    private static Statistics Of(params string[] texts)
    {
        var bounds = default(TextBounds);
        foreach (var text in texts)
        {
            bounds.Add(Encoding.UTF8.GetBytes(text));
        }

        return bounds.ToStatistics(0);
    }

    private static string Text(byte[]? bytes) => Encoding.UTF8.GetString(bytes!);
}
