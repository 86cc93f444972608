/// Sentences with the numbers and comparisons that a careful reader would ask backing for, in ⟦brackets⟧.
///
/// Written for this test: half of them in the manner of the lessons, half to set traps (nouns in -er, labels, years, phrases).
/// The labels say what ought to be found, not what is: some are missed, and some false alarms are known.
enum LabelledSentences {
  static let all = [numbers, words, comparatives, superlatives, certainties, traps, prose].flatMap {
    $0.split(separator: "\n").map(String.init)
  }

  private static let numbers = """
    The batch holds ⟦16⟧ inputs of ⟦4096⟧ numbers each.
    Its accuracy on the held-out set is ⟦97.4 %⟧.
    The norm settles near ⟦0.63⟧ and stays there.
    We train for ⟦1,000⟧ steps with a momentum of ⟦0.9⟧.
    A learning rate of ⟦1e-3⟧ is what the paper used.
    In 2010 Glorot and Bengio looked at this.
    Ioffe and Szegedy (2015) called it covariate shift.
    Since 2012 nobody has trained such a network without ReLU.
    The data were taken on 17 May 2024 and again on 2024-06-01.
    ResNet-50 is deep, and GPT-2 is large.
    The L2 norm and the L1 norm differ.
    As figure 3 and figures 4 and 5 show, the curve bends.
    See section 2.1, equations 7–9 and Table 4.
    The activations of layer 3 are those that layer 4 reads.
    It was the 16th run of the 1990s.
    A 32-bit float holds what we need.
    Version 6.3.1 of the compiler is needed.
    About ⟦1/3⟧ of the weights are pruned.
    The probability is below ⟦10⁻¹⁷⟧.
    The labels C012 and C013 are ours.
    It takes ⟦5⟧ epochs and ⟦20⟧ minutes.
    The error falls from ⟦0.31⟧ to ⟦0.04⟧.
    The shape is ⟦32⟧ by ⟦32⟧ by ⟦3⟧.
    The ratio of the two is ⟦2⟧.
    Its variance is ⟦3x⟧ that of the input.
    Roughly ⟦½⟧ of the units are silent.
    We follow He et al., 2015, in this.
    The preprint arXiv 1502.01852 has the proof.
    A 10-fold split leaves ⟦a tenth⟧ for testing.
    Every figure has an id such as fig-3.
    """

  private static let words = """
    ⟦Half⟧ of the units are silent.
    The variance falls to ⟦a third⟧ at every layer.
    ⟦Two thirds⟧ of the energy is lost.
    Each layer keeps ⟦six tenths⟧ of its input.
    The network needs ⟦twice⟧ the variance.
    It is ⟦twice⟧ as wide as it was.
    The error ⟦doubles⟧ with every layer.
    The loss was ⟦halved⟧ by the warm-up.
    The rate was raised ⟦tenfold⟧.
    It is ⟦slower⟧ by ⟦an order of magnitude⟧.
    The two differ by ⟦three orders of magnitude⟧.
    We average over ⟦twenty⟧ seeds.
    There are ⟦two hundred⟧ examples in a class.
    The network has ⟦a hundred⟧ layers.
    ⟦One in ten⟧ runs diverges.
    ⟦Nine out of ten⟧ starts end there.
    It costs ⟦five times⟧ as much.
    ⟦Ten percent⟧ of the labels are wrong.
    Three starts were tried: zero, one half, and noise.
    Take six layers and two inputs.
    The first half of the network is frozen.
    The second layer sees what the first one leaves.
    Both halves of the data are used.
    Double descent is another matter.
    Sums run in double precision.
    The third block draws the figure.
    A third layer would change little.
    The weights are multiplied by a factor of ⟦two⟧.
    The gradient is ⟦exactly zero⟧ at the start.
    The weights are zero at first.
    One of them is the control.
    It takes one step at a time.
    An id that is used twice is an error.
    There are dozens of such tricks.
    A half-open interval leaves out its end.
    The share is below ⟦a hundredth⟧.
    It loses ⟦a quarter⟧ of its accuracy.
    ⟦Twenty-five⟧ runs were enough.
    The loss drops by ⟦half⟧.
    """

  private static let comparatives = """
    He's start ends ⟦lower⟧ than Xavier's.
    The deep network is ⟦more accurate⟧.
    It learns ⟦faster⟧ with normalization.
    A ⟦smaller⟧ rate is ⟦safer⟧.
    This takes ⟦less⟧ memory than that.
    ⟦Fewer⟧ parameters do the same work.
    The second is ⟦worse⟧.
    ⟦Deeper⟧ networks need ⟦smaller⟧ weights.
    The curve is ⟦steeper⟧ on the left.
    Dropout ⟦outperforms⟧ weight decay here.
    It is ⟦better⟧ to begin with noise.
    The loss is ⟦noisier⟧, and its valley ⟦flatter⟧.
    The ⟦wider⟧ the layer, the ⟦smoother⟧ the loss.
    Its gradients are ⟦less noisy⟧.
    The two are ⟦closer⟧ than they look.
    Training takes ⟦longer⟧ without it.
    A ⟦bigger⟧ batch is ⟦more stable⟧.
    The network reaches it ⟦earlier⟧ than before.
    It is ⟦hotter⟧ than ⟦20⟧ degrees.
    The estimate is ⟦rougher⟧ when samples are ⟦scarcer⟧.
    The penalty keeps the weights ⟦smaller⟧.
    ⟦More⟧ data is ⟦better⟧ than a ⟦cleverer⟧ model.
    The signal is ⟦weaker⟧ behind every layer.
    Its bias is ⟦higher⟧ and its variance ⟦lower⟧.
    That is ⟦easier⟧ said than done.
    ⟦Larger⟧ steps are ⟦riskier⟧.
    It generalises ⟦better⟧ to new images.
    It is ⟦inferior⟧ to the plain mean.
    The lean model is ⟦quicker⟧ to train.
    It needs ⟦more⟧ steps to arrive.
    """

  private static let superlatives = """
    The ⟦best⟧ of the rates is used for each.
    It has the ⟦lowest⟧ loss of all.
    The ⟦most accurate⟧ network is not the ⟦largest⟧.
    The ⟦worst⟧ run diverges.
    The ⟦least stable⟧ start is that at zero.
    The ⟦fastest⟧ route is the ⟦simplest⟧.
    Of the three the second is ⟦cheapest⟧.
    The ⟦highest⟧ peak is at the left.
    That is the ⟦strongest⟧ of the assumptions.
    Where it matters ⟦most⟧, it fails.
    The ⟦shallowest⟧ network wins.
    The ⟦earliest⟧ layers learn ⟦slowest⟧.
    """

  private static let certainties = """
    A network that starts at zero ⟦never⟧ moves.
    Dropout ⟦always⟧ helps.
    ⟦Most⟧ runs diverge.
    ⟦Most⟧ of the runs diverge.
    It ⟦usually⟧ ends in the same place.
    Such a network ⟦rarely⟧ learns.
    Nothing ⟦guarantees⟧ that it converges.
    That is ⟦impossible⟧ in general.
    The loss ⟦often⟧ rises at first.
    A sum of squares is ⟦never⟧ negative.
    Weights ⟦typically⟧ stay near their start.
    The two ⟦invariably⟧ agree.
    """

  private static let traps = """
    The layer passes its parameters to the optimizer.
    Another number is the order of the filter.
    After the transfer the learner is a better-known one.
    The lower bound and the upper bound meet.
    The nearest neighbour decides.
    Steepest descent takes the slope as it is.
    Least squares has a closed form.
    The other one is rather a matter of power.
    At least it is not over.
    At most one unit answers.
    There is no longer a signal.
    Once more, the same figure.
    It is more or less flat.
    Let us take a closer look.
    Higher-order terms are left out.
    Read more on this in the paper.
    A later section returns to it.
    The earlier layers are frozen.
    The former is a container, the latter a pointer.
    Consider the inner product and the outer one.
    Lecturer and teacher answer the question together.
    The rest is a test of interest.
    Whether the counter is under the header does not matter.
    A user enters a letter, and the parser answers.
    The proper answer is further on.
    Rather than guess, measure.
    This layer is other than that.
    Write lower case letters.
    The paper was never published.
    We had better begin.
    The tensor is a buffer of a higher rank.
    See the finer points in the appendix.
    Over and over, the tracker wanders.
    A cover over a river is a wonder.
    Neither does the former power tower matter.
    It is another manner of inner order.
    The trigger of the monitor is a timer.
    """

  private static let prose = """
    A network is a stack of matrices, and somebody has to write numbers into them.
    The reason is in the chain rule: the slope carries a factor from above.
    It is tempting to think that this hardly matters.
    Notice which assumption is used up last.
    Before you look, write down a guess.
    The algebra knew nothing of the squash.
    What we want is a network that learns.
    The derivation is about the first step only.
    Normalization puts the scale back at every layer.
    Change the scale in the block: which sentences become false?
    The signal shrinks at every layer, since the squash takes something from every number.
    With two layers in place of ⟦twenty⟧ there is little to silence.
    Noise of ⟦a hundredth⟧ ends this.
    The error arrives with ⟦less⟧ than ⟦a tenth⟧ of its size.
    Its remedy is right, and its reason is not.
    The weights have to be random, and at one scale.
    The same comparison, under the control, finds no such order.
    ⟦Half⟧ of the second moment is lost, so ⟦twice⟧ the variance has to be put in.
    Sums of ⟦4096⟧ terms come out ⟦larger⟧ than the squash can answer.
    It is far ⟦better⟧, for the error too.
    """

  /// Written after the rules were settled, labelled before they were run, and left alone since.
  static let heldBack = """
    With ⟦five percent⟧ label noise the network still memorises every example.
    Weight decay of ⟦0.0005⟧ is the value that ⟦most⟧ papers copy from one another.
    Batch normalization was published in 2015 and adopted within a year.
    The validation curve turns upwards after roughly ⟦30⟧ epochs.
    A pretrained encoder needs ⟦a tenth⟧ of the labels.
    Regularization trades a ⟦higher⟧ bias for a ⟦lower⟧ variance.
    Dropping units during training makes the others ⟦more independent⟧.
    The test error is ⟦smallest⟧ where both terms are of the same size.
    Random crops are ⟦cheaper⟧ than new photographs.
    An affine layer followed by another affine layer is an affine layer.
    Early stopping picks the epoch with the ⟦best⟧ score on held-out data.
    In exercise 3 you will train it on CIFAR-10.
    The second moment is ⟦never⟧ ⟦smaller⟧ than the square of the first.
    Whoever normalizes over a batch of ⟦one⟧ divides by zero.
    The teacher network answers, and the learner follows.
    A filter bank of ⟦64⟧ channels goes through a 3 × 3 kernel.
    Sharing parameters ⟦halves⟧ the memory.
    ⟦Larger⟧ is not ⟦always⟧ ⟦better⟧.
    Nothing is gained by adding ⟦more⟧ layers to it.
    Ensembles reduce variance, since errors of their members cancel.
    A ⟦millionth⟧ of a second is enough for that.
    The optimum lies between ⟦0.1⟧ and ⟦0.3⟧.
    Consider once more the network of lecture 2.
    Its gradient is a sum over the examples of the mini-batch.
    Shuffled labels are learnt ⟦slower⟧, but they are learnt.
    ⟦Few⟧ images suffice where the tasks are related.
    The student model is ⟦three times⟧ ⟦faster⟧ and nearly as good.
    Centring the inputs removes one of the two problems.
    The margin is what the later proof needs.
    A ridge penalty shrinks every coefficient by a factor of ⟦1/(1 + λ)⟧.
    The loss surface of the deep model has ⟦sharper⟧ valleys.
    As in the previous section, each arm sees the same seeds.
    Group normalization is ⟦less sensitive⟧ to the size of the batch.
    Half-precision numbers overflow at ⟦65,504⟧.
    A warm start is the ⟦safest⟧ bet.
    The order of the layers matters; so does the number of filters.
    ⟦Nine out of ten⟧ restarts found the same basin.
    The bound is loose by ⟦two orders of magnitude⟧.
    The kernel width is the square root of the scale.
    Transfer works ⟦best⟧ between related tasks.
    """.split(separator: "\n").map(String.init)
}
