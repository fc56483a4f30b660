namespace IrisFlow;

/// <summary>The port's name in workflow files, where it can't be the property's: an output named like an input, say.</summary>
/// <param name="name">The name in camel case, stable for ever.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PortAttribute(string name) : Attribute
{
    /// <summary>The name in workflow files.</summary>
    public string Name => name;
}
