namespace IrisFlow.Tests;

public class PortAttributeTests
{
    [Fact]
    public void A_port_goes_by_the_name_of_its_attribute() =>
        Assert.Equal("rows", Assert.Single(ActivityDescriptor.Of(typeof(Passes)).Outputs).Name);

    [Fact]
    public void A_port_without_the_attribute_goes_by_its_property() =>
        Assert.Equal("rows", Assert.Single(ActivityDescriptor.Of(typeof(Passes)).Inputs).Name);

    [Activity("test.passes")]
    private sealed class Passes : Activity
    {
        public required In<Table> Rows { get; init; }

        [Port("rows")]
        public Out<Table> Passed { get; } = new();

        protected internal override Task RunAsync(StepContext step) => Task.CompletedTask;
    }
}
