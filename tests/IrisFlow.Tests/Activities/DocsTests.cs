namespace IrisFlow.Tests.Activities;

public class DocsTests
{
    [Fact]
    public void A_summary_is_that_of_the_comment() => Assert.Equal("The values of one column. Columns are immutable and may be shared between tables.", Docs.Summary(typeof(Column)));

    [Fact]
    public void A_reference_reads_as_its_name() =>
        Assert.Equal("The bits, or empty when AllValid.", Docs.Summary(typeof(Validity).GetProperty(nameof(Validity.Bits))!));

    [Fact]
    public void A_reference_to_a_generic_type_reads_without_its_arity() =>
        Assert.Contains("its Out properties are output ports", Docs.Summary(typeof(Activity)));

    [Fact]
    public void A_property_has_a_summary_of_its_own() =>
        Assert.Equal("Number of rows.", Docs.Summary(typeof(Column).GetProperty(nameof(Column.Length))!));

    [Fact]
    public void Code_in_a_comment_reads_as_text() =>
        Assert.Equal("What stands under \"kind\" in a workflow file.", Docs.Summary(typeof(KindAttribute).GetProperty(nameof(KindAttribute.Name))!));

    [Fact]
    public void What_has_no_comment_has_an_empty_summary() => Assert.Equal("", Docs.Summary(typeof(Salt)));
}
