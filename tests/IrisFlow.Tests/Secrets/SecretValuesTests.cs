using System.Text;

namespace IrisFlow.Tests;

public class SecretValuesTests
{
    private const string Password = "correct horse/bättery+staple\"";

    private static readonly SecretValues Secrets = Of(("DB_PASSWORD", Password), ("KEY", "-----BEGIN-----\nMIIEpAIBAAKCAQEA\nshort\n"), ("PIN", "12345"));

    public static TheoryData<string> Written =>
    [
        Password,
        $"password={Password};",
        Uri.EscapeDataString(Password),
        System.Text.Json.JsonSerializer.Serialize(new { Password }),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Password)),
        "Authorization: Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"u:{Password}")),
        "Authorization: Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{Password}")),
        "Authorization: Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"you:{Password}!")),
        "the second line of it is MIIEpAIBAAKCAQEA",
    ];

    [Theory]
    [MemberData(nameof(Written))]
    public void A_secret_is_masked_however_it_is_written(string text)
    {
        var masked = Secrets.Masked(text);

        Assert.Contains(SecretValues.Mask, masked, StringComparison.Ordinal);
        Assert.DoesNotContain("horse", Encoding.UTF8.GetString(Decoded(masked)) + masked, StringComparison.Ordinal);
        Assert.NotNull(Secrets.NameIn(text));
    }

    [Theory]
    [InlineData("12345 rows")]
    [InlineData("short")]
    [InlineData("correct horse")]
    public void What_is_no_secret_or_too_short_to_be_one_is_left_as_it_is(string text)
    {
        Assert.Equal(text, Secrets.Masked(text));
        Assert.Null(Secrets.NameIn(text));
    }

    [Fact]
    public void A_variable_that_is_not_named_or_not_set_is_no_secret()
    {
        Assert.True(SecretValues.Of(name => name == SecretValues.Variable ? "MISSING" : null).IsEmpty);
        Assert.True(SecretValues.Of(name => name == "DB_PASSWORD" ? Password : null).IsEmpty);
    }

    [Theory]
    [InlineData("so correct ho", 10)]
    [InlineData("nothing of it", 0)]
    [InlineData("the letter c", 1)]
    public void The_beginning_of_a_secret_at_the_end_of_a_text_is_held_until_the_rest_has_come(string text, int held) =>
        Assert.Equal(held, Of(("DB_PASSWORD", "correct horse")).Held(text));

    private static SecretValues Of(params (string Name, string Value)[] variables) => SecretValues.Of(name =>
        name == SecretValues.Variable ? string.Join(", ", variables.Select(v => v.Name)) : variables.FirstOrDefault(v => v.Name == name).Value);

    // As far as what was masked can still be read as base64: the word before it, and what stands behind the mask.
    private static byte[] Decoded(string masked) => [.. masked.Split(' ', '*').Where(w => w.Length >= 4).SelectMany(w =>
    {
        var bytes = new byte[w.Length];
        return Convert.TryFromBase64String(w[..(w.Length / 4 * 4)], bytes, out var count) ? bytes[..count] : [];
    })];
}
