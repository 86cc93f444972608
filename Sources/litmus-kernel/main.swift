print("litmus-kernel")
